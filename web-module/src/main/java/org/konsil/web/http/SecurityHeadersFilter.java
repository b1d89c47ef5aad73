package org.konsil.web.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;

/**
 * The headers that keep a browser from doing with our answers what we did not mean.
 *
 * <p>Pages get their own Content-Security-Policy from PrimeFaces (context parameter {@code
 * primefaces.CSP_POLICY}), which carries the nonce of the page; a second one from here would only
 * be able to forbid that nonce. Everything else is data: it may run nothing and embed nothing. Both
 * hold the line against script injection, the one attack that would reach the keys in the browser.
 */
public class SecurityHeadersFilter implements Filter {

  /** Uploaded media could be HTML or SVG: it must never run in our origin. */
  static final String DATA_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  /** Our own static files: the worker that encrypts attachments runs under this policy. */
  static final String ASSET_POLICY =
      "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src"
          + " 'self'; img-src 'self' data: blob:; font-src 'self'; frame-ancestors 'none'; base-uri"
          + " 'none'";

  /** Voice messages and photos need microphone and camera; the screen is for calls alone. */
  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=(), display-capture=";

  /** For pages of a domain that has calls. */
  public static final String PERMISSIONS_WITH_SCREEN = PERMISSIONS + "(self)";

  private static final Map<String, String> FOR_ALL =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", PERMISSIONS + "()");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String path = http.getRequestURI();
    FOR_ALL.forEach(answer::setHeader);
    if (isStepOfAClient(path)) {
      answer.setHeader("Cross-Origin-Opener-Policy", "unsafe-none");
    }
    if (!isPage(path)) {
      answer.setHeader("Content-Security-Policy", isData(path) ? DATA_POLICY : ASSET_POLICY);
    }
    if (!isData(path)) {
      // Matrix clients of other origins must be able to read the API, nobody needs our pages
      answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
    if (http.isSecure()) {
      answer.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (isPage(path) || path.startsWith("/oauth2/")) {
      answer.setHeader("Cache-Control", "no-store");
    }
    chain.doFilter(request, isPage(path) ? new PageResponse(answer) : answer);
  }

  /** The client that opened the page waits for its word. */
  private static boolean isStepOfAClient(String path) {
    return path.equals("/fallback")
        || path.equals("/fallback.xhtml")
        || path.startsWith("/_matrix/client/v3/auth/");
  }

  private static boolean isData(String path) {
    return path.startsWith("/_matrix/")
        || path.startsWith("/_synapse/")
        || path.startsWith("/_konsil/")
        || path.startsWith("/oauth2/")
        || path.startsWith("/.well-known/")
        || path.startsWith("/health/")
        || path.equals("/metrics")
        || path.startsWith("/tim-information")
        || path.startsWith("/tim-directory/")
        || path.equals("/report")
        || path.startsWith("/ui/api/");
  }

  /**
   * Pages set their own policy; they also carry the session's CSRF token and who is signed in, so
   * no cache may keep them.
   */
  static boolean isPage(String path) {
    boolean plain = path.lastIndexOf('.') <= path.lastIndexOf('/');
    boolean faces = path.endsWith(".xhtml") && !path.startsWith("/jakarta.faces.resource/");
    return !isData(path) && (plain || faces);
  }

  /** A page that ends in an error of the container has no policy of its own. */
  private static final class PageResponse extends HttpServletResponseWrapper {
    private PageResponse(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      setHeader("Content-Security-Policy", DATA_POLICY);
      super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
      setHeader("Content-Security-Policy", DATA_POLICY);
      super.sendError(status);
    }
  }
}
