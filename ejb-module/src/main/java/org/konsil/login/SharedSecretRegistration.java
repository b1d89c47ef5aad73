package org.konsil.login;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of a registration with the shared secret. {@code mac}: HMAC-SHA1 in hexadecimal.
 *
 * @see SharedSecretService
 */
public record SharedSecretRegistration(
    String nonce,
    String username,
    String displayname,
    String password,
    boolean admin,
    @JsonProperty("user_type") String userType,
    @JsonProperty("inhibit_login") boolean inhibitLogin,
    String mac) {

  @Override
  public String toString() {
    return "SharedSecretRegistration[..]";
  }
}
