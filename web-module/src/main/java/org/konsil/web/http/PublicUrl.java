package org.konsil.web.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.konsil.config.KonsilConfig;

/** By which URL the world reaches us: the configured one, else the one of the request. */
@RequestScoped
public class PublicUrl {
  @Inject private KonsilConfig config;
  @Inject private HttpServletRequest request;

  /** Without a slash at its end. */
  public String base() {
    return config.publicUrl().orElseGet(this::requested);
  }

  /** The same with the path of a page or endpoint of ours, which begins with a slash. */
  public String of(String path) {
    return base() + path;
  }

  private String requested() {
    String root = URI.create(request.getRequestURL().toString()).resolve("/").toString();
    return root.substring(0, root.length() - 1);
  }
}
