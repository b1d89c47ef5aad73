package org.konsil.idp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
    Map<String, String> said = new HashMap<>();
    for (String pair : location.substring(start.length()).split("&")) {
      String[] parts = pair.split("=", 2);
      said.put(
          parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    if (!state.equals(said.get("state")) || said.getOrDefault("code", "").isEmpty()) {
      throw new LoginRefusedException(LoginFailure.OTHER_LOGIN, "another state");
    }
    return said.get("code");
  }
}
