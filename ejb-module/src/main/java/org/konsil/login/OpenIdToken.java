package org.konsil.login;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * By which a third party may ask who the user is.
 *
 * @param expiresIn seconds
 */
public record OpenIdToken(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("matrix_server_name") String matrixServerName,
    @JsonProperty("expires_in") long expiresIn) {

  @Override
  public String toString() {
    return "OpenIdToken[..]";
  }
}
