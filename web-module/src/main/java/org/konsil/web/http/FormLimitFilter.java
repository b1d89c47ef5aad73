package org.konsil.web.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Forms of pages are small. The container keeps a form in memory as a whole and its own limit is
 * for media, so a form that is too large, or does not say how large it is, is refused before it is
 * read.
 */
public class FormLimitFilter implements Filter {
  static final int MAX_BYTES = 256 * 1024;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (isForm(http) && !http.getRequestURI().startsWith("/_")) {
      long length = http.getContentLengthLong();
      if (length < 0 || length > MAX_BYTES) {
        HttpServletResponse answer = (HttpServletResponse) response;
        // what the client goes on to send is not waited for
        answer.setHeader("Connection", "close");
        answer.sendError(
            length < 0
                ? HttpServletResponse.SC_LENGTH_REQUIRED
                : HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
  }
}
