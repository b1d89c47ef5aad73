package org.konsil.web.ui.messenger;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a form gets that belongs to no page of its session (F24): the page anew when it is too old
 * or was never handed out, and otherwise an error without a word on what is inside.
 */
public class StalePageFilter implements Filter {
  private static final Logger LOG = Logger.getLogger(StalePageFilter.class.getName());

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException e) {
      if (response.isCommitted()) {
        throw e;
      }
      answer(((HttpServletRequest) request).getRequestURI(), (HttpServletResponse) response, e);
    }
  }

  private static void answer(String page, HttpServletResponse response, ServletException e)
      throws IOException {
    if (isStale(e)) {
      response.sendRedirect(page);
    } else {
      LOG.log(Level.SEVERE, e, () -> "the page " + page + " failed");
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private static boolean isStale(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof ViewExpiredException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
