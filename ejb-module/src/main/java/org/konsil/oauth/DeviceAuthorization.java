package org.konsil.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a client without a browser is given: what to show and what to poll with.
 *
 * @param expiresIn of both codes, in seconds
 * @param interval seconds between two polls
 */
public record DeviceAuthorization(
    @JsonProperty("device_code") String deviceCode,
    @JsonProperty("user_code") String userCode,
    @JsonProperty("verification_uri") String verificationUri,
    @JsonProperty("verification_uri_complete") String verificationUriComplete,
    @JsonProperty("expires_in") long expiresIn,
    long interval) {

  @Override
  public String toString() {
    return "DeviceAuthorization[..]";
  }
}
