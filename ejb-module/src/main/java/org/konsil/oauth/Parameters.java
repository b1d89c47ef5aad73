package org.konsil.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a request, each at most once (RFC 6749, 3.1 and 3.2); an empty one counts as left
 * out.
 */
public final class Parameters {
  private final Map<String, String> values = new HashMap<>();

  private Parameters() {}

  /**
   * @throws OAuthException invalid_request when a parameter comes twice
   */
  public static Parameters of(Map<String, List<String>> given) {
    Parameters parameters = new Parameters();
    given.forEach((name, values) -> values.forEach(value -> parameters.add(name, value)));
    return parameters;
  }

  /**
   * @param query as it is in a URL, without the question mark; null for none
   * @throws OAuthException invalid_request when it is malformed or a parameter comes twice
   */
  public static Parameters ofQuery(String query) {
    Parameters parameters = new Parameters();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      parameters.add(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  /** Null when it was left out. */
  String get(String name) {
    return values.get(name);
  }

  /**
   * @throws OAuthException invalid_request when it was left out
   */
  String require(String name) {
    String value = values.get(name);
    if (value == null) {
      throw OAuthException.invalidRequest(name + " is missing");
    }
    return value;
  }

  private void add(String name, String value) {
    if (value != null && !value.isEmpty() && values.put(name, value) != null) {
      throw OAuthException.invalidRequest("A parameter is given twice");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OAuthException.invalidRequest("The query is malformed");
    }
  }
}
