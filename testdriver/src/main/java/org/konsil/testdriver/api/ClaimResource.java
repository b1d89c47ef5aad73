package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.device.TestDevices;
import org.konsil.testdriver.matrix.Refusal;

/** Whose a device is. */
@Path(DevicePath.DEVICE)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {
  @Inject private DevicePath path;
  @Inject private TestDevices devices;

  @POST
  @Path("/claim")
  @Consumes(MediaType.APPLICATION_JSON)
  public DeviceInfo claim(DeviceInfo.ClaimRequest request) {
    if (request == null || request.claimFor() == null) {
      throw new Refusal(400, "M_MISSING_PARAM", "claimFor is missing");
    }
    TestDevice device = path.device();
    devices.claim(device, request.claimerName(), Duration.ofSeconds(request.claimFor()));
    return DeviceInfo.of(device, true);
  }

  /** Logs the device out and frees it. */
  @POST
  @Path("/unclaim")
  public void unclaim() {
    devices.unclaim(path.claimed());
  }
}
