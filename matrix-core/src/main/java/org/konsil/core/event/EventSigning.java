package org.konsil.core.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.ServerName;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.core.signing.VerifyKey;

/**
 * Signatures of events, which cover the redacted form and so outlive a redaction.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#signing-events">Signing events</a>
 */
public final class EventSigning {
  private EventSigning() {}

  /** Adds content hash and signature to the event itself and returns it. */
  public static ObjectNode hashAndSign(
      RoomVersion version, ObjectNode event, ServerName server, SigningKey key) {
    event
        .putObject("hashes")
        .put("sha256", UnpaddedBase64.encode(EventHashes.contentHash(version, event)));
    return sign(version, event, server, key);
  }

  /** Adds a signature to an event that already has its hash, such as a join by invitation. */
  public static ObjectNode sign(
      RoomVersion version, ObjectNode event, ServerName server, SigningKey key) {
    byte[] signature = key.sign(EventHashes.essentialBytes(version, event));
    return JsonSigning.addSignature(event, server.value(), key.keyId(), signature);
  }

  /** True when the server's signature by this key is present and right. */
  public static boolean verify(
      RoomVersion version, ObjectNode event, ServerName server, String keyId, VerifyKey key) {
    return JsonSigning.signature(event, server.value(), keyId)
        .filter(sig -> key.verify(EventHashes.essentialBytes(version, event), sig))
        .isPresent();
  }
}
