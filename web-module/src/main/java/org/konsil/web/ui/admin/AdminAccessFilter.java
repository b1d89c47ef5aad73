package org.konsil.web.ui.admin;

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
import org.konsil.web.ui.messenger.SignedIn;

/**
 * The console is for administrators. Who is not signed in, or has locked the screen, is left to the
 * pages' own filter, which sends them to the right door.
 */
@WebFilter(urlPatterns = {"/admin", "/admin.xhtml", "/admin/*"})
public class AdminAccessFilter implements Filter {
  @Inject private AdminConsole console;
  @Inject private SignedIn signedIn;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean noSession = ((HttpServletRequest) request).getSession(false) == null;
    boolean atTheDoor = noSession || !signedIn.isActive() || signedIn.isLocked();
    if (!atTheDoor && console.find().isEmpty()) {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }
}
