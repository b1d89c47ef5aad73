package org.konsil.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client asks for: the whole client-server API for one device that it names. Tokens of the
 * scope that we do not know are not granted, which the answer shows.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#scope">Scope</a>
 */
record Scope(String deviceId) {
  static final String API = "urn:matrix:client:api:*";
  static final String DEVICE = "urn:matrix:client:device:";

  /** Unreserved characters; a shorter id than a generated one of 10 could meet another's. */
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._~-]{8,255}");

  /** Empty unless it names the API, and exactly one device whose id could be a random one. */
  static Optional<Scope> parse(String scope) {
    List<String> tokens = scope == null ? List.of() : Arrays.asList(scope.split(" "));
    List<String> devices =
        tokens.stream()
            .filter(token -> token.startsWith(DEVICE))
            .map(token -> token.substring(DEVICE.length()))
            .toList();
    return tokens.contains(API)
            && devices.size() == 1
            && DEVICE_ID.matcher(devices.get(0)).matches()
        ? Optional.of(new Scope(devices.get(0)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return API + " " + DEVICE + deviceId;
  }
}
