package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import org.konsil.testdriver.device.ApiKind;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.device.TestDevices;
import org.konsil.testdriver.konsil.NationalDirectory;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.PermissionConfiguration;
import org.konsil.testdriver.matrix.Refusal;
import org.konsil.testdriver.matrix.Rooms;

/** The API and the device that a request is for, by its path. */
@RequestScoped
public class DevicePath {
  static final String API = "/{domain}/{api}";
  static final String DEVICE = API + "/devices/{deviceId}";

  @Inject private TestDevices devices;
  @Inject private MatrixApi homeserver;
  @Inject private Clock clock;
  private MultivaluedMap<String, String> parameters;

  void read(MultivaluedMap<String, String> named) {
    parameters = named;
  }

  String domain() {
    return parameter("domain");
  }

  /**
   * @throws Refusal 404
   */
  ApiKind kind() {
    return devices.kind(domain(), parameter("api"));
  }

  /**
   * The device, whether or not somebody has it.
   *
   * @throws Refusal 404
   */
  TestDevice device() {
    return devices.get(domain(), kind(), number());
  }

  /**
   * @throws Refusal 404, or 403 unless it is claimed
   */
  TestDevice claimed() {
    return devices.claimed(domain(), kind(), number());
  }

  /**
   * The claimed device's client.
   *
   * @throws Refusal 404, 403, or 401 unless it is logged in
   */
  MatrixDevice session() {
    return claimed().session();
  }

  Rooms rooms() {
    MatrixDevice session = session();
    return new Rooms(homeserver.as(session.accessToken()), session.userId());
  }

  PermissionConfiguration permissions() {
    MatrixDevice session = session();
    return new PermissionConfiguration(homeserver.as(session.accessToken()), session.userId());
  }

  NationalDirectory directory() {
    return new NationalDirectory(homeserver.as(session().accessToken()), domain(), clock);
  }

  private int number() {
    try {
      return Integer.parseInt(parameter("deviceId"));
    } catch (NumberFormatException e) {
      throw new Refusal(404, "M_NOT_FOUND", "There is no such device");
    }
  }

  private String parameter(String name) {
    return parameters.getFirst(name);
  }
}
