package org.konsil.idp;

import java.net.URI;
import java.util.Map;

/** Where the provider sends its answer. */
final class RedirectAnswer {
  private RedirectAnswer() {}

  /**
   * The code in the address.
   *
   * @throws LoginRefusedException OTHER_LOGIN when it leads elsewhere or carries another state
   */
  static String code(String location, String redirectUri, String state)
      throws LoginRefusedException {
    String start = redirectUri + (redirectUri.contains("?") ? "&" : "?");
    if (!location.startsWith(start)) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN, "the answer leads elsewhere");
    }
    Map<String, String> said = query(location);
    if (!state.equals(said.get("state")) || said.getOrDefault("code", "").isEmpty()) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN, "another state");
    }
    return said.get("code");
  }

  private static Map<String, String> query(String location) throws LoginRefusedException {
    try {
      return IdpHttp.query(URI.create(location));
    } catch (IllegalArgumentException e) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN, e);
    }
  }
}
