package org.konsil.web.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.konsil.metrics.MetricsService;

/** The meters of this node. */
@ApplicationScoped
@Path("/")
public class MetricsResource {
  @Inject private MetricsService metrics;

  @GET
  public Response metrics() {
    return Response.ok(metrics.text()).type(MetricsService.CONTENT_TYPE).build();
  }
}
