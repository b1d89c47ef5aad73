package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.dehydration.DehydratedDevice;
import org.konsil.dehydration.DehydratedDeviceService;
import org.konsil.dehydration.DehydratedEvents;
import org.konsil.dehydration.PutDehydratedDeviceRequest;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Dehydrated devices.
 *
 * @see <a href="https://github.com/matrix-org/matrix-spec-proposals/pull/3814">MSC3814</a>
 */
@Path("/client/unstable/org.matrix.msc3814.v1/dehydrated_device")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class DehydratedDeviceResource {
  @Inject private CurrentRequest current;
  @Inject private DehydratedDeviceService dehydrated;

  @PUT
  public Map<String, String> putDehydratedDevice(PutDehydratedDeviceRequest request) {
    return Map.of("device_id", dehydrated.put(current.requester(), request));
  }

  @GET
  public DehydratedDevice getDehydratedDevice() {
    return dehydrated.get(current.requester());
  }

  @DELETE
  public Map<String, String> deleteDehydratedDevice() {
    return Map.of("device_id", dehydrated.delete(current.requester()));
  }

  @POST
  @Path("/{deviceId}/events")
  public DehydratedEvents getDehydratedDeviceEvents(
      @PathParam("deviceId") String deviceId, ObjectNode request) {
    return dehydrated.events(current.requester(), deviceId, request.path("next_batch").textValue());
  }
}
