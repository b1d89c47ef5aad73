package org.konsil.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.konsil.account.LoginAttempts;
import org.konsil.account.SessionService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;

/**
 * Clients register themselves. A registration that nobody signs in with lasts a day, and there are
 * at most ten thousand of these; a used one lasts as long as a session of it may live.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#client-registration">Client
 *     registration</a>
 */
@Stateless
public class ClientRegistrationService {
  private static final Duration UNUSED_KEPT = Duration.ofDays(1);
  private static final int MOST_UNUSED = 10_000;

  @Inject private ClientStore clients;
  @Inject private SessionService sessions;
  @Inject private LoginAttempts attempts;
  @Inject private Clock clock;

  /**
   * Registers a client; equal metadata gets the same id.
   *
   * @return all that was registered, with the client_id
   * @throws OAuthException invalid_client_metadata, invalid_redirect_uri
   * @throws MatrixException M_LIMIT_EXCEEDED
   */
  public ObjectNode register(ObjectNode request, String remoteAddress) {
    attempts.take("oauth client", remoteAddress);
    ObjectNode metadata = Json.mapper().valueToTree(ClientMetadata.parse(request));
    byte[] bytes = Json.bytes(metadata);
    String id = Sha256.base64Url(bytes);
    Instant now = clock.instant();
    if (clients.find(id, now).isEmpty() && clients.countUnused() >= MOST_UNUSED) {
      throw MatrixException.limitExceeded(Duration.ofHours(1));
    }
    clients.save(id, bytes, now, now.plus(UNUSED_KEPT));
    return Json.object().put("client_id", id).setAll(metadata);
  }

  /**
   * @throws OAuthException invalid_client
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OAuthClient get(String id) {
    if (id == null) {
      throw OAuthException.invalidRequest("client_id is missing");
    }
    return clients.find(id, clock.instant()).orElseThrow(OAuthException::invalidClient);
  }

  /** Notes that a session of the client was opened or refreshed. */
  public void used(OAuthClient client) {
    Instant now = clock.instant();
    clients.used(client.id(), now, now.plus(sessions.refreshLifetime()).plus(UNUSED_KEPT));
  }
}
