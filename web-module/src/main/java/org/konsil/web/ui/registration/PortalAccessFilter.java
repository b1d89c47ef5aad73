package org.konsil.web.ui.registration;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.konsil.registration.OrganisationService;

/** Without a portal its pages do not exist; those behind its door are for the signed-in. */
@WebFilter(urlPatterns = {"/registration", "/registration.xhtml", "/registration/*"})
public class PortalAccessFilter implements Filter {
  private static final String DOOR = "/registration";

  @Inject private OrganisationService registration;
  @Inject private PortalSession session;
  @Inject private Clock clock;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String rest = http.getPathInfo();
    String path = rest == null ? http.getServletPath() : http.getServletPath() + rest;
    boolean door = path.equals(DOOR) || path.equals(DOOR + ".xhtml");
    if (!registration.enabled()) {
      answer.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (!door && (http.getSession(false) == null || session.use(clock.instant()) == null)) {
      answer.sendRedirect(DOOR);
    } else {
      chain.doFilter(request, response);
    }
  }
}
