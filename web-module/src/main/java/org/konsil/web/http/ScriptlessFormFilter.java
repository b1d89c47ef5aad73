package org.konsil.web.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Takes forms from browsers without scripts. PrimeFaces wants the page's nonce for scripts back
 * with every form, and a script of its own puts it there; without it the form is refused as an
 * error of ours. The answer is a new page with a new policy, so any new nonce serves as well.
 */
public class ScriptlessFormFilter implements Filter {
  private static final String NONCE = "primefaces.nonce";
  private static final String FACES_FORM = "jakarta.faces.ViewState";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    chain.doFilter(isScriptless(http) ? new WithNonce(http) : http, response);
  }

  private static boolean isScriptless(HttpServletRequest request) throws IOException {
    if (!FormLimitFilter.isForm(request)
        || !SecurityHeadersFilter.isPage(request.getRequestURI())
        || request.getHeader("Faces-Request") != null) {
      return false;
    }
    if (request.getCharacterEncoding() == null) {
      // parameters are decoded when the first is asked for, which is now
      request.setCharacterEncoding(StandardCharsets.UTF_8.name());
    }
    return request.getParameter(FACES_FORM) != null && request.getParameter(NONCE) == null;
  }

  /** The request with a nonce in the form that PrimeFaces gives its own. */
  private static final class WithNonce extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters;

    private WithNonce(HttpServletRequest request) {
      super(request);
      Map<String, String[]> all = new HashMap<>(request.getParameterMap());
      byte[] nonce = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
      all.put(NONCE, new String[] {Base64.getEncoder().encodeToString(nonce)});
      parameters = Collections.unmodifiableMap(all);
    }

    @Override
    public String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
      return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }
}
