package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Client-server API, "API Versions": all that we serve. TI-M asks for v1.11 (A_25641-01), which the
 * later ones extend. Unstable features are the names by which clients look for what they may use
 * before, or besides, the version that has it.
 */
@Path("/client/versions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {
  private static final List<String> VERSIONS =
      List.of(
          "r0.6.0", "r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.7", "v1.8",
          "v1.9", "v1.10", "v1.11", "v1.12", "v1.13", "v1.14", "v1.15", "v1.16", "v1.17", "v1.18",
          "v1.19");
  private static final List<String> UNSTABLE =
      List.of(
          "org.matrix.e2e_cross_signing",
          "org.matrix.msc2285.stable",
          "org.matrix.msc3030",
          "org.matrix.msc3440.stable",
          "org.matrix.msc3771",
          "org.matrix.msc3773",
          "org.matrix.msc3814",
          "org.matrix.msc3827.stable",
          "org.matrix.msc3856",
          "org.matrix.msc3916.stable",
          "org.matrix.simplified_msc3575",
          "uk.tcpip.msc4133.stable");

  @GET
  public Map<String, Object> getVersions() {
    return Map.of(
        "versions",
        VERSIONS,
        "unstable_features",
        UNSTABLE.stream().collect(Collectors.toMap(feature -> feature, feature -> true)));
  }
}
