package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.json.Json;
import org.konsil.todevice.SendToDeviceRequest;
import org.konsil.todevice.ToDeviceService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/**
 * Messages from device to device.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#send-to-device-messaging">Send-to
 *     -Device messaging</a>
 */
@Path("/client/v3/sendToDevice")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class SendToDeviceResource {
  @Inject private CurrentRequest current;
  @Inject private ToDeviceService toDevice;

  @PUT
  @Path("/{eventType}/{txnId}")
  @GuestAccess
  public ObjectNode sendToDevice(
      @PathParam("eventType") String eventType,
      @PathParam("txnId") String txnId,
      SendToDeviceRequest request) {
    toDevice.send(current.requester(), eventType, txnId, request);
    return Json.object();
  }
}
