package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.device.Device;
import org.konsil.device.DeviceService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#device-management">Device management</a>.
 */
@Path("/client/v3")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class DeviceManagementResource {
  @Inject private CurrentRequest current;
  @Inject private DeviceService devices;

  /** The new name of a device. */
  public record UpdateDeviceRequest(@JsonProperty("display_name") String displayName) {}

  /** {@code auth}: the proof of user-interactive authentication. */
  public record DeleteDeviceRequest(ObjectNode auth) {}

  /** Several devices at once. */
  public record DeleteDevicesRequest(List<String> devices, ObjectNode auth) {}

  @GET
  @Path("/devices")
  @GuestAccess
  public Map<String, List<Device>> getDevices() {
    return Map.of("devices", devices.list(current.requester()));
  }

  @GET
  @Path("/devices/{deviceId}")
  @GuestAccess
  public Device getDevice(@PathParam("deviceId") String deviceId) {
    return devices.get(current.requester(), deviceId);
  }

  @PUT
  @Path("/devices/{deviceId}")
  @GuestAccess
  public Map<String, Object> updateDevice(
      @PathParam("deviceId") String deviceId, UpdateDeviceRequest request) {
    devices.rename(current.requester(), deviceId, Optional.ofNullable(request.displayName()));
    return Map.of();
  }

  @DELETE
  @Path("/devices/{deviceId}")
  public Map<String, Object> deleteDevice(
      @PathParam("deviceId") String deviceId, DeleteDeviceRequest request) {
    devices.delete(current.requester(), List.of(deviceId), request.auth());
    return Map.of();
  }

  @POST
  @Path("/delete_devices")
  public Map<String, Object> deleteDevices(DeleteDevicesRequest request) {
    devices.delete(current.requester(), request.devices(), request.auth());
    return Map.of();
  }
}
