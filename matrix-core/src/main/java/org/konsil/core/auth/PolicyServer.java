package org.konsil.core.auth;

import java.util.Optional;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.VerifyKey;

/**
 * The server that a room has named to look at events before they are shown, and the key by which it
 * recommends them. The key is the room's word, not the server's published one.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#policy-servers">Policy servers</a>
 */
public record PolicyServer(ServerName via, VerifyKey key) {
  /** Whatever the key, its id is always this. */
  public static final String KEY_ID = "ed25519:policy_server";

  /**
   * What an {@code m.room.policy} event with an empty state key names; empty when it is invalid.
   */
  public static Optional<PolicyServer> of(Pdu policy) {
    String key = policy.content().path("public_keys").path("ed25519").asText("");
    return ServerName.find(policy.content().path("via").textValue())
        .flatMap(via -> VerifyKey.ofBase64(key).map(found -> new PolicyServer(via, found)));
  }

  /**
   * Whether the event carries the server's signature or needs none: a room must be able to get rid
   * of a policy server that does not answer.
   */
  public boolean recommends(Pdu event) {
    return event.isState(EventTypes.POLICY, "")
        || EventSigning.verify(event.roomVersion(), event.json(), via, KEY_ID, key);
  }
}
