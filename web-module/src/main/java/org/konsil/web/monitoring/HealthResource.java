package org.konsil.web.monitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.konsil.core.json.Json;
import org.konsil.health.HealthService;

/** Answers as MicroProfile Health words it: 200 and UP, or 503 and DOWN. */
@ApplicationScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  @Inject private HealthService health;

  /** The process answers; when it does not, restart it. */
  @GET
  @Path("live")
  public Response live() {
    return answer(true, Map.of());
  }

  /** Requests may be sent here: database, caches, and no stop under way. */
  @GET
  @Path("ready")
  public Response ready() {
    HealthService.Readiness readiness = health.readiness();
    return answer(readiness.ready(), readiness.checks());
  }

  private static Response answer(boolean up, Map<String, Boolean> checks) {
    ObjectNode body = Json.object().put("status", word(up));
    checks.forEach(
        (name, passes) ->
            body.withArray("checks").addObject().put("name", name).put("status", word(passes)));
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return Response.status(up ? 200 : 503).entity(body).cacheControl(never).build();
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
