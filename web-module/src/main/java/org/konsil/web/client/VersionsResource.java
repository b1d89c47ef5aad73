package org.konsil.web.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Client-server API, "API Versions". TI-M asks for v1.11 (A_25641-01). */
@Path("/client/versions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {
  private static final List<String> VERSIONS =
      List.of(
          "r0.6.0", "r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.7", "v1.8",
          "v1.9", "v1.10", "v1.11");

  @GET
  public Map<String, Object> getVersions() {
    return Map.of("versions", VERSIONS, "unstable_features", Map.of("org.matrix.msc3814", true));
  }
}
