package org.konsil.web.monitoring;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;

/**
 * Figures tell how much a hospital works, so not everybody gets them: with {@code
 * konsil.metrics.token} who has the token, without it who calls from this machine. A proxy on this
 * machine calls for others, and says so by its headers.
 */
@Provider
public class MetricsAccessFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  @Inject private KonsilConfig config;
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<String> token = config.metricsToken();
    boolean allowed =
        token.isPresent()
            ? isToken(token.get(), request.getHeaderString(HttpHeaders.AUTHORIZATION))
            : isLocal(servletRequest.getRemoteAddr()) && !isForwarded(request);
    if (!allowed) {
      throw MatrixException.forbidden("Metrics are for operators").status(403);
    }
  }

  static boolean isToken(String token, String header) {
    return header != null
        && header.startsWith(SCHEME)
        && MessageDigest.isEqual(
            header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param address an address and never a name, as the container gives it
   */
  static boolean isLocal(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isForwarded(ContainerRequestContext request) {
    return request.getHeaderString("X-Forwarded-For") != null
        || request.getHeaderString("Forwarded") != null
        || request.getHeaderString("Via") != null;
  }
}
