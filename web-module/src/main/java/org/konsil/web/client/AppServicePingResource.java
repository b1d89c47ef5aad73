package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.appservicequeue.AppServicePingService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Application service API, "Pinging". */
@Path("/client/v1/appservice/{appserviceId}/ping")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class AppServicePingResource {
  @Inject private CurrentRequest current;
  @Inject private AppServicePingService pings;

  /** What the service is to get with the ping. */
  public record PingRequest(@JsonProperty("transaction_id") String transactionId) {}

  @POST
  public Map<String, Long> pingAppservice(
      @PathParam("appserviceId") String appserviceId, PingRequest request) {
    return Map.of(
        "duration_ms", pings.ping(current.requester(), appserviceId, request.transactionId()));
  }
}
