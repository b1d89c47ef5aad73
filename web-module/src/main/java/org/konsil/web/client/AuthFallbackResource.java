package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.konsil.web.http.PublicUrl;

/** Client-server API, "User-interactive authentication API", "Fallback": the way to our page. */
@Path("/client/v3/auth/{authType}/fallback/web")
@ApplicationScoped
public class AuthFallbackResource {
  @Inject private PublicUrl publicUrl;

  @GET
  public Response getFallbackPage(
      @PathParam("authType") String authType, @QueryParam("session") String session) {
    return Response.seeOther(
            UriBuilder.fromUri(publicUrl.of("/fallback"))
                .queryParam("stage", "{stage}")
                .queryParam("session", "{session}")
                .build(authType, session == null ? "" : session))
        .build();
  }
}
