package org.konsil.oauth;

import java.net.URI;

/** A registered client. {@code id}: public, and the same for equal metadata. */
public record OAuthClient(String id, ClientMetadata metadata) {

  /** What people are shown, at most 100 characters; the host cannot be made up, the rest can. */
  public String name() {
    return metadata.clientName() == null ? shortened(host()) : metadata.clientName();
  }

  private static String shortened(String host) {
    return host.substring(0, Math.min(host.length(), ClientMetadata.LONGEST_NAME));
  }

  public String host() {
    return URI.create(metadata.clientUri()).getHost();
  }

  /** Whether the redirect URI of a request is one that the client registered. */
  boolean isRedirect(String uri) {
    return metadata.redirectUris().stream().anyMatch(known -> RedirectUri.matches(known, uri));
  }

  /**
   * @throws OAuthException unauthorized_client when the client has not registered for the grant
   */
  void requireGrant(String type) {
    if (!metadata.grantTypes().contains(type)) {
      throw new OAuthException("unauthorized_client", "The client is not registered for " + type);
    }
  }
}
