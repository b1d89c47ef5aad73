package org.konsil.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of the log-in operation. {@code user}, {@code medium} and {@code address} are the
 * deprecated forms of {@code identifier}.
 */
public record LoginRequest(
    String type,
    JsonNode identifier,
    String user,
    String medium,
    String address,
    String password,
    String token,
    @JsonProperty("device_id") String deviceId,
    @JsonProperty("initial_device_display_name") String initialDeviceDisplayName,
    @JsonProperty("refresh_token") boolean refreshToken) {

  @Override
  public String toString() {
    return "LoginRequest[type=" + type + "]";
  }
}
