package org.konsil.core.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import org.konsil.core.id.EventId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.Sha256;
import org.konsil.core.signing.UnpaddedBase64;

/**
 * The two hashes of an event: over all of it, and over what redaction leaves.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#signing-events">Signing events</a>
 */
public final class EventHashes {
  private EventHashes() {}

  /** SHA-256 over the event without unsigned, signatures and hashes; 32 bytes. */
  public static byte[] contentHash(RoomVersion version, ObjectNode event) {
    ObjectNode bare = Json.object();
    bare.setAll(event);
    bare.remove("hashes");
    return Sha256.of(JsonSigning.signedBytes(bare, version.strictCanonicalJson()));
  }

  /** SHA-256 over the redacted event without signatures and unsigned; 32 bytes. */
  public static byte[] referenceHash(RoomVersion version, ObjectNode event) {
    return Sha256.of(essentialBytes(version, event));
  }

  /** True when hashes.sha256 is the content hash. False means: only the redacted form counts. */
  public static boolean verifyContentHash(RoomVersion version, ObjectNode event) {
    JsonNode claimed = event.path("hashes").path("sha256");
    return claimed.isTextual()
        && UnpaddedBase64.decode(claimed.textValue())
            .filter(hash -> MessageDigest.isEqual(hash, contentHash(version, event)))
            .isPresent();
  }

  /**
   * The event's id: its own field in room versions 1 and 2, else the reference hash.
   *
   * @throws org.konsil.core.error.MatrixException M_BAD_JSON when canonical JSON refuses the event
   */
  public static EventId eventId(RoomVersion version, ObjectNode event) {
    return version.eventFormat() == EventFormat.OPAQUE_ID
        ? new EventId(event.path("event_id").asText())
        : eventId(version, Sha256.of(essentialBytes(version, event)));
  }

  static EventId eventId(RoomVersion version, byte[] referenceHash) {
    return new EventId(
        version.eventFormat() == EventFormat.HASH_BASE64
            ? "$" + UnpaddedBase64.encode(referenceHash)
            : "$" + UnpaddedBase64.encodeUrlSafe(referenceHash));
  }

  /** What both the signature and the reference hash cover. */
  static byte[] essentialBytes(RoomVersion version, ObjectNode event) {
    return JsonSigning.signedBytes(Redaction.redact(version, event), version.strictCanonicalJson());
  }

  static byte[] canonical(RoomVersion version, ObjectNode event) {
    return CanonicalJson.encode(event, version.strictCanonicalJson());
  }
}
