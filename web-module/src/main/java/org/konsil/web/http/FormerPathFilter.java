package org.konsil.web.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Map;

/**
 * What was {@code r0} until v1.1 of the specification is {@code v3} since, and for media {@code v1}
 * too. Resources name the one path: alternatives in it would make every request try the pattern of
 * every operation.
 */
@Provider
@PreMatching
@Priority(2)
public class FormerPathFilter implements ContainerRequestFilter {
  /** Former beginnings of paths under {@code /_matrix}, with what they are now. */
  static final Map<String, String> NOW =
      Map.of(
          "/client/r0/", "/client/v3/",
          "/media/r0/", "/media/v3/",
          "/media/v1/", "/media/v3/");

  @Override
  public void filter(ContainerRequestContext request) {
    UriInfo uri = request.getUriInfo();
    String path = uri.getPath(false);
    NOW.forEach(
        (former, now) -> {
          if (path.startsWith(former)) {
            String all = uri.getRequestUri().toString();
            int at = all.indexOf(former);
            request.setRequestUri(
                URI.create(all.substring(0, at) + now + all.substring(at + former.length())));
          }
        });
  }
}
