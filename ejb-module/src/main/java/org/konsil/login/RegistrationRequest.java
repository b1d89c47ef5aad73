package org.konsil.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of the registration operation. {@code type}: set by application services alone. {@code
 * guestAccessToken}: of a guest who is to stay.
 */
public record RegistrationRequest(
    ObjectNode auth,
    String type,
    String username,
    String password,
    @JsonProperty("device_id") String deviceId,
    @JsonProperty("initial_device_display_name") String initialDeviceDisplayName,
    @JsonProperty("guest_access_token") String guestAccessToken,
    @JsonProperty("inhibit_login") boolean inhibitLogin,
    @JsonProperty("refresh_token") boolean refreshToken) {

  @Override
  public String toString() {
    return "RegistrationRequest[..]";
  }
}
