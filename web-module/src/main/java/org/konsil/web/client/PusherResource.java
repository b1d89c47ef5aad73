package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.json.Json;
import org.konsil.push.Pusher;
import org.konsil.push.PusherService;
import org.konsil.push.SetPusherRequest;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Push notifications": pushers. */
@Path("/client/v3/pushers")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class PusherResource {
  @Inject private CurrentRequest current;
  @Inject private PusherService pushers;

  @GET
  public Map<String, List<Pusher>> getPushers() {
    return Map.of("pushers", pushers.list(current.requester()));
  }

  @POST
  @Path("/set")
  public ObjectNode postPusher(SetPusherRequest request) {
    pushers.set(current.requester(), request);
    return Json.object();
  }
}
