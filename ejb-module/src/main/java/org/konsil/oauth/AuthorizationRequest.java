package org.konsil.oauth;

/**
 * A client's request for a sign-in, found to be in order.
 *
 * @param codeChallenge SHA-256 of what the client will have to show (PKCE)
 * @param createAccount whether the client says that its user wants a new account
 */
public record AuthorizationRequest(
    OAuthClient client,
    Callback callback,
    String deviceId,
    String codeChallenge,
    boolean createAccount) {

  /** Host or scheme that the answer goes to, for people. */
  public String target() {
    String uri = callback.redirectUri();
    String host = RedirectUri.parse(uri).map(java.net.URI::getHost).orElse(null);
    return host == null ? uri.substring(0, uri.indexOf(':')) : host;
  }
}
