package org.konsil.core.id;

import java.util.Optional;
import org.konsil.core.error.MatrixException;

/**
 * The name of a homeserver: a DNS name, an IPv4 address or an IPv6 address in brackets, each with
 * an optional port. Compared with regard to case.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#server-name">Server name</a>
 */
public record ServerName(String value) {

  /**
   * @throws MatrixException M_INVALID_PARAM when malformed
   */
  public static ServerName parse(String value) {
    return find(value).orElseThrow(() -> MatrixException.invalidParam("Malformed server name"));
  }

  public static Optional<ServerName> find(String value) {
    return value != null && isValid(value) ? Optional.of(new ServerName(value)) : Optional.empty();
  }

  /** The name without port; an IPv6 address keeps its brackets. */
  public String host() {
    int colon = portColon(value);
    return colon < 0 ? value : value.substring(0, colon);
  }

  /** The port, 0 to 65535, when the name carries one. */
  public Optional<Integer> port() {
    int colon = portColon(value);
    return colon < 0 ? Optional.empty() : Optional.of(Integer.valueOf(value.substring(colon + 1)));
  }

  /** True when the host is an IPv4 or IPv6 address and not a DNS name. */
  public boolean isIpLiteral() {
    String host = host();
    return host.startsWith("[") || IpLiteral.looksLikeV4(host);
  }

  @Override
  public String toString() {
    return value;
  }

  static boolean isValid(String value) {
    int colon = portColon(value);
    String host = colon < 0 ? value : value.substring(0, colon);
    return isHost(host) && (colon < 0 || isPort(value, colon + 1));
  }

  private static int portColon(String value) {
    return value.indexOf(':', value.startsWith("[") ? Math.max(value.indexOf(']'), 0) : 0);
  }

  private static boolean isPort(String value, int from) {
    int digits = value.length() - from;
    if (digits < 1 || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = from; i < value.length(); i++) {
      if (!Grammar.isDigit(value.charAt(i))) {
        return false;
      }
      port = port * 10 + value.charAt(i) - '0';
    }
    return port <= 0xFFFF;
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.endsWith("]") && IpLiteral.isV6(host.substring(1, host.length() - 1));
    }
    if (IpLiteral.looksLikeV4(host)) {
      return IpLiteral.isV4(host);
    }
    return isDnsName(host);
  }

  private static boolean isDnsName(String host) {
    if (host.isEmpty() || host.length() > Grammar.MAX_BYTES) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Grammar.isAlphanumeric(c) && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
