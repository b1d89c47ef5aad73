package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.device.TestDevices;

/** The devices of an API. */
@Path(DevicePath.API + "/devices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {
  @Inject private DevicePath path;
  @Inject private TestDevices devices;

  @GET
  public DeviceInfo.Devices devices() {
    return new DeviceInfo.Devices(
        devices.list(path.domain(), path.kind()).stream().map(this::info).toList());
  }

  private DeviceInfo info(TestDevice device) {
    return DeviceInfo.of(device, devices.isClaimed(device));
  }
}
