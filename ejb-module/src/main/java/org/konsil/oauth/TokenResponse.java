package org.konsil.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.konsil.account.SessionTokens;

/**
 * The tokens of a session.
 *
 * @param expiresIn of the access token, in seconds
 */
public record TokenResponse(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_in") long expiresIn,
    @JsonProperty("refresh_token") String refreshToken,
    String scope) {

  static TokenResponse of(SessionTokens tokens, String deviceId) {
    return new TokenResponse(
        tokens.accessToken(),
        "Bearer",
        tokens.expiresInMs() / 1000,
        tokens.refreshToken(),
        Scope.API + " " + Scope.DEVICE + deviceId);
  }

  @Override
  public String toString() {
    return "TokenResponse[..]";
  }
}
