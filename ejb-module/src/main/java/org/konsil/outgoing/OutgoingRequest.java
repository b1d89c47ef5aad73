package org.konsil.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a server that somebody else named.
 *
 * @param uri http or https, with a host; names the Host header and whom the certificate must name
 * @param endpoint where to connect to when that is another place than the URI says
 * @param headers beside Host and Content-Length
 * @param timeout for all together, from the connection to the last byte of the answer
 * @param maxAnswer most bytes that the body of the answer may have
 * @param installation whether the administrator named the server, so that it may be in a private
 *     network
 */
public record OutgoingRequest(
    String method,
    URI uri,
    Optional<Endpoint> endpoint,
    Map<String, String> headers,
    Optional<byte[]> body,
    Duration timeout,
    int maxAnswer,
    boolean installation) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 64 * 1024;

  /** A host name or address without brackets, and a port. */
  public record Endpoint(String host, int port) {}

  /** Without a body; 10 seconds, 64 KiB. */
  public static OutgoingRequest get(URI uri) {
    return new OutgoingRequest(
        "GET", uri, Optional.empty(), Map.of(), Optional.empty(), TIMEOUT, MAX_ANSWER, false);
  }

  /** With a JSON body; 10 seconds, 64 KiB. */
  public static OutgoingRequest post(URI uri, byte[] json) {
    return get(uri).method("POST").json(json);
  }

  public OutgoingRequest method(String other) {
    return new OutgoingRequest(
        other, uri, endpoint, headers, body, timeout, maxAnswer, installation);
  }

  public OutgoingRequest json(byte[] json) {
    OutgoingRequest typed = header("Content-Type", "application/json");
    return new OutgoingRequest(
        method, uri, endpoint, typed.headers, Optional.of(json), timeout, maxAnswer, installation);
  }

  public OutgoingRequest header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new OutgoingRequest(
        method, uri, endpoint, Map.copyOf(more), body, timeout, maxAnswer, installation);
  }

  public OutgoingRequest via(Endpoint other) {
    return new OutgoingRequest(
        method, uri, Optional.of(other), headers, body, timeout, maxAnswer, installation);
  }

  public OutgoingRequest within(Duration time, int bytes) {
    return new OutgoingRequest(method, uri, endpoint, headers, body, time, bytes, installation);
  }

  /** To a server of the telematics infrastructure or another that the administrator named. */
  public OutgoingRequest ofInstallation() {
    return new OutgoingRequest(method, uri, endpoint, headers, body, timeout, maxAnswer, true);
  }
}
