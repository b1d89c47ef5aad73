package org.konsil.web.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.web.http.SignedUnderTim;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#server-implementation">Server
 * implementation</a>.
 */
@Path("/federation/v1/version")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServerImplementationResource {
  @GET
  @SignedUnderTim
  public Map<String, Object> getVersion() {
    Package build = ServerImplementationResource.class.getPackage();
    String version = build.getImplementationVersion();
    return Map.of("server", Map.of("name", "Konsil", "version", version == null ? "0" : version));
  }
}
