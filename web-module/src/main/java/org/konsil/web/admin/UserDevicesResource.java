package org.konsil.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.device.Device;
import org.konsil.org.OrgAdminService;
import org.konsil.web.http.AccessToken;

/** The devices of an account. */
@Path("/users/{userId}/devices")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class UserDevicesResource {
  @Inject private Administrator administrator;
  @Inject private OrgAdminService accounts;

  /** All of them: an account has few. */
  @GET
  public Map<String, List<Device>> listDevices(@PathParam("userId") String userId) {
    UserId user = UserId.parse(userId);
    return Map.of("devices", accounts.devices(administrator.of(user), user));
  }

  @DELETE
  @Path("/{deviceId}")
  public Map<String, Object> removeDevice(
      @PathParam("userId") String userId, @PathParam("deviceId") String deviceId) {
    UserId user = UserId.parse(userId);
    accounts.removeDevice(administrator.of(user), user, deviceId);
    return Map.of();
  }
}
