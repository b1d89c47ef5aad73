package org.konsil.oauth;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.SessionService;

/**
 * The token and revocation endpoints.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#grant-types">Grant types</a>
 */
@Stateless
public class TokenService {
  @Inject private ClientRegistrationService clients;
  @Inject private GrantService grants;
  @Inject private SessionService sessions;

  /**
   * Exchanges a code, a device code or a refresh token for tokens. Not in a transaction of its own:
   * what a refusal ends must stay ended.
   *
   * @throws OAuthException invalid_client, invalid_grant, invalid_request, unauthorized_client,
   *     unsupported_grant_type; while a device waits, authorization_pending, slow_down,
   *     access_denied, expired_token
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public TokenResponse exchange(Parameters form) {
    String type = form.require("grant_type");
    if (!ClientMetadata.GRANT_TYPES.contains(type)) {
      throw new OAuthException("unsupported_grant_type", "Unknown grant type");
    }
    OAuthClient client = clients.get(form.get("client_id"));
    client.requireGrant(type);
    GrantService.Outcome outcome =
        switch (type) {
          case ClientMetadata.AUTHORIZATION_CODE -> grants.byCode(client, form);
          case ClientMetadata.DEVICE_CODE -> grants.byDeviceCode(client, form);
          default -> grants.byRefreshToken(client, form);
        };
    return outcome.tokens();
  }

  /**
   * Ends the session of the access or refresh token, whoever sends it: who has the token could do
   * so anyway. A token that is not known is no error.
   *
   * @throws OAuthException invalid_request without a token
   */
  public void revoke(Parameters form) {
    sessions.end(form.require("token"));
  }
}
