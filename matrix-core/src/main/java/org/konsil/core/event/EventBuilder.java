package org.konsil.core.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.Sha256;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.UnpaddedBase64;

/** Makes an event of our own: fields in, hashed and signed event out. For one use. */
public final class EventBuilder {
  /** Characters of the opaque part of an event id in room versions 1 and 2. */
  private static final int OPAQUE_CHARS = 24;

  private final RoomVersion version;
  private final ObjectNode event = Json.object();
  private ObjectNode content = Json.object();
  private Collection<EventId> prevEvents = List.of();
  private Collection<EventId> authEvents = List.of();
  private EventId redacts;
  private Function<EventId, Optional<Pdu>> known = id -> Optional.empty();

  public EventBuilder(RoomVersion version) {
    this.version = version;
  }

  /** Not for the create event of room version 12, whose id makes the room's. */
  public EventBuilder roomId(RoomId room) {
    event.put("room_id", room.value());
    return this;
  }

  public EventBuilder sender(UserId sender) {
    event.put("sender", sender.value());
    return this;
  }

  public EventBuilder type(String type) {
    event.put("type", type);
    return this;
  }

  /** Makes it a state event. */
  public EventBuilder stateKey(String key) {
    event.put("state_key", key);
    return this;
  }

  /** The content is copied. */
  public EventBuilder content(ObjectNode newContent) {
    this.content = newContent.deepCopy();
    return this;
  }

  public EventBuilder prevEvents(Collection<EventId> ids) {
    this.prevEvents = ids;
    return this;
  }

  public EventBuilder authEvents(Collection<EventId> ids) {
    this.authEvents = ids;
    return this;
  }

  /** Only for room versions 1 and 2, whose references name the hash of the event referred to. */
  public EventBuilder references(Function<EventId, Optional<Pdu>> events) {
    this.known = events;
    return this;
  }

  /** One more than the deepest previous event; capped at 2^53 - 1. */
  public EventBuilder depth(long depth) {
    event.put("depth", Math.min(depth, CanonicalJson.MAX_INTEGER));
    return this;
  }

  /** Milliseconds since 1970, from the caller's clock. */
  public EventBuilder originServerTs(long millis) {
    event.put("origin_server_ts", millis);
    return this;
  }

  /** The event to redact; put where the room version wants it. */
  public EventBuilder redacts(EventId target) {
    this.redacts = target;
    return this;
  }

  /**
   * Hashes, signs and returns the event.
   *
   * @throws org.konsil.core.error.MatrixException M_BAD_JSON when canonical JSON refuses the
   *     content; M_TOO_LARGE when the event or one of its fields is too long
   */
  public Pdu build(ServerName origin, SigningKey key) {
    ObjectNode unsigned = unsignedEvent();
    if (version.eventFormat() == EventFormat.OPAQUE_ID) {
      unsigned.put("event_id", opaqueId(unsigned, origin));
    }
    unsigned
        .putObject("hashes")
        .put("sha256", UnpaddedBase64.encode(EventHashes.contentHash(version, unsigned)));
    byte[] essential = EventHashes.essentialBytes(version, unsigned);
    EventId id =
        version.eventFormat() == EventFormat.OPAQUE_ID
            ? new EventId(unsigned.get("event_id").textValue())
            : EventHashes.eventId(version, Sha256.of(essential));
    JsonSigning.addSignature(unsigned, origin.value(), key.keyId(), key.sign(essential));
    byte[] bytes = CanonicalJson.encode(unsigned);
    EventSize.check(unsigned, bytes.length);
    // read again from its bytes: nodes that were put in as long differ from those that were read
    return Pdu.trusted(version, id, bytes);
  }

  /** The event without hash and signature, as make_join offers it to another server. */
  public ObjectNode unsignedEvent() {
    ObjectNode draft = event.deepCopy();
    ObjectNode ownContent = content.deepCopy();
    if (redacts != null) {
      (version.redactsInContent() ? ownContent : draft).put("redacts", redacts.value());
    }
    draft.set("content", ownContent);
    draft.set("prev_events", referencesTo(prevEvents));
    draft.set("auth_events", referencesTo(authEvents));
    return draft;
  }

  private ArrayNode referencesTo(Collection<EventId> ids) {
    ArrayNode list = Json.object().arrayNode();
    for (EventId id : ids) {
      if (version.eventFormat() == EventFormat.OPAQUE_ID) {
        list.addArray().add(id.value()).add(hashesOf(id));
      } else {
        list.add(id.value());
      }
    }
    return list;
  }

  private ObjectNode hashesOf(EventId id) {
    ObjectNode hashes = Json.object();
    known
        .apply(id)
        .map(pdu -> UnpaddedBase64.encode(EventHashes.referenceHash(version, pdu.json())))
        .ifPresent(hash -> hashes.put("sha256", hash));
    return hashes;
  }

  /** Unique without a random source: a hash over the whole event, which names its parents. */
  private String opaqueId(ObjectNode unsigned, ServerName origin) {
    String hash = Sha256.base64Url(CanonicalJson.encode(unsigned));
    return "$" + hash.substring(0, OPAQUE_CHARS) + ":" + origin;
  }
}
