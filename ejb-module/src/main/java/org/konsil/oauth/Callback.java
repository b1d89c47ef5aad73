package org.konsil.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The way back to the client.
 *
 * @param state what the client gets back as it was; null for none
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#callback">Callback</a>
 */
record Callback(String redirectUri, boolean fragment, String state) {

  String withCode(String code) {
    return with("code=" + encode(code));
  }

  OAuthException refused(String error, String description) {
    String location = with("error=" + encode(error) + "&error_description=" + encode(description));
    return new OAuthException(error, description, location);
  }

  private String with(String parameters) {
    String all = state == null ? parameters : "state=" + encode(state) + "&" + parameters;
    if (fragment) {
      return redirectUri + "#" + all;
    }
    return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + all;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
