package org.konsil.web.ui.messenger;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.konsil.core.id.UserId;
import org.konsil.voip.CallPermissionService;
import org.konsil.web.http.SecurityHeadersFilter;

/**
 * Pages of the signed-in need a session, a locked session sees the lock screen only. The login page
 * itself finds out in the browser whether the device still has a valid Matrix session and goes on
 * with that, so a restarted server asks nobody for a password.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageAccessFilter implements Filter {

  private static final int YEAR_SECONDS = 365 * 24 * 3600;

  @Inject SignedIn signedIn;
  @Inject CallPermissionService calls;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String path = path(http);
    boolean lock = UiPaths.isLock(path);
    if (!lock && !UiPaths.needsSignIn(path)) {
      rememberLanguage(http, answer, path);
      chain.doFilter(request, response);
    } else if (http.getSession(false) == null || !signedIn.isActive()) {
      String next = next(http, path);
      answer.sendRedirect(
          lock || UiPaths.safeNext(next).equals("/")
              ? UiPaths.LOGIN
              : UiPaths.LOGIN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    } else if (signedIn.isLocked() != lock) {
      answer.sendRedirect(lock ? "/" : UiPaths.LOCK);
    } else {
      allowScreen(answer);
      chain.doFilter(request, response);
    }
  }

  /** Only where there are calls may a page show the screen to others. */
  private void allowScreen(HttpServletResponse answer) {
    if (signedIn.user().map(UserId::server).filter(calls::isAllowed).isPresent()) {
      answer.setHeader("Permissions-Policy", SecurityHeadersFilter.PERMISSIONS_WITH_SCREEN);
    }
  }

  /**
   * The path by which the container chose the page: the raw one may carry parameters ("/chats;x")
   * or escapes that mean the same page.
   */
  private static String path(HttpServletRequest http) {
    String rest = http.getPathInfo();
    return rest == null ? http.getServletPath() : http.getServletPath() + rest;
  }

  /** Where to go on after the sign-in: what the account page is opened for is in its query. */
  private static String next(HttpServletRequest http, String path) {
    return path.equals(UiPaths.ACCOUNT) && http.getQueryString() != null
        ? path + "?" + http.getQueryString()
        : path;
  }

  /** The language link of the doors works without script. */
  private static void rememberLanguage(
      HttpServletRequest http, HttpServletResponse answer, String path) {
    String asked = UiPaths.isDoor(path) ? http.getParameter("lang") : null;
    if (UiTexts.isLanguage(asked)) {
      Cookie cookie = new Cookie(UiBean.LANGUAGE_COOKIE, asked);
      cookie.setPath("/");
      cookie.setMaxAge(YEAR_SECONDS);
      answer.addCookie(cookie);
    }
  }
}
