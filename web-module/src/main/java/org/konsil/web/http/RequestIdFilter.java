package org.konsil.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;

/**
 * Every request has an id: the one that a proxy gave it in X-Request-Id, else one of ours. The
 * answer carries it, and every line that is logged for the request, so that what a user reports can
 * be found without a name in the log.
 */
public class RequestIdFilter implements Filter {
  /** Its name in the log's context: {@code %X{request}} in a pattern. */
  static final String LOGGED_AS = "request";

  private static final String HEADER = "X-Request-Id";

  @Inject private RequestIds ids;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String given = ((HttpServletRequest) request).getHeader(HEADER);
    String id = RequestIds.isUsable(given) ? given : ids.next();
    ((HttpServletResponse) response).setHeader(HEADER, id);
    MDC.put(LOGGED_AS, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LOGGED_AS);
    }
  }
}
