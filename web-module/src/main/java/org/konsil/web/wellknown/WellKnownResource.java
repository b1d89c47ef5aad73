package org.konsil.web.wellknown;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Map;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.org.DomainSupport;
import org.konsil.org.DomainSupportService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.PublicUrl;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#well-known-uris">Well-known URIs</a>, and
 * the delegation of the server-server API.
 */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  @Inject private CurrentRequest current;
  @Inject private DomainService domains;
  @Inject private PublicUrl url;
  @Inject private DomainSupportService support;

  @GET
  @Path("/client")
  public Map<String, Object> getWellknown() {
    domains.requireActive(current.domain().name());
    return Map.of("m.homeserver", Map.of("base_url", url.base()));
  }

  @GET
  @Path("/server")
  public Map<String, Object> getWellKnown() {
    domains.requireActive(current.domain().name());
    URI base = URI.create(url.base());
    int port =
        base.getPort() >= 0 ? base.getPort() : "http".equals(base.getScheme()) ? HTTP : HTTPS;
    return Map.of("m.server", base.getHost() + ":" + port);
  }

  /** Whom to ask about the domain (A_26265); its administrators maintain it. */
  @GET
  @Path("/support")
  public DomainSupport getWellknownSupport() {
    return support.get(current.domain().name());
  }

  /** No domain of ours judges events for others. */
  @GET
  @Path("/policy_server")
  public Map<String, Object> getWellknownPolicy() {
    throw MatrixException.notFound("This server is no policy server");
  }
}
