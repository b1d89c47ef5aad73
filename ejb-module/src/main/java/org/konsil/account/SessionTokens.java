package org.konsil.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a client is given to call us with.
 *
 * @param refreshToken null for clients that did not ask for one
 * @param expiresInMs lifetime of the access token in milliseconds; null when it does not expire
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionTokens(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("refresh_token") String refreshToken,
    @JsonProperty("expires_in_ms") Long expiresInMs) {

  @Override
  public String toString() {
    return "SessionTokens[..]";
  }
}
