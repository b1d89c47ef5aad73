package org.konsil.core.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;

/**
 * An event of a room: the bytes we received or signed and, when asked for, its fields. Immutable;
 * two are equal when their ids are. The JSON nodes it returns are shared and must not be changed.
 */
public final class Pdu {
  private final RoomVersion roomVersion;
  private final EventId eventId;
  private final byte[] bytes;
  // read lazily by any thread; a record has final fields, so racing threads see a whole one
  private PduFields fields;

  private Pdu(RoomVersion roomVersion, EventId eventId, byte[] bytes, PduFields fields) {
    this.roomVersion = roomVersion;
    this.eventId = eventId;
    this.bytes = bytes;
    this.fields = fields;
  }

  /**
   * A received event, with all checks of format and size. Signatures, hash and authorisation are
   * checked elsewhere.
   *
   * @throws org.konsil.core.error.MatrixException M_NOT_JSON, M_BAD_JSON, or M_TOO_LARGE
   */
  public static Pdu parse(RoomVersion version, byte[] bytes) {
    ObjectNode json = Json.parseObject(bytes);
    checked(version, json);
    return of(version, json, bytes);
  }

  /** As {@link #parse(RoomVersion, byte[])}, for an event that came inside of other JSON. */
  public static Pdu parse(RoomVersion version, ObjectNode json) {
    return of(version, json, checked(version, json));
  }

  /** An event from our own database: nothing is checked, nothing is read until needed. */
  public static Pdu trusted(RoomVersion version, EventId eventId, byte[] bytes) {
    return new Pdu(version, eventId, bytes, null);
  }

  static Pdu built(RoomVersion version, EventId eventId, byte[] bytes, ObjectNode json) {
    return new Pdu(version, eventId, bytes, PduFields.of(version, eventId, json));
  }

  private static byte[] checked(RoomVersion version, ObjectNode json) {
    PduFormat.check(version, json);
    byte[] canonical = EventHashes.canonical(version, json);
    EventSize.check(json, canonical.length);
    return canonical;
  }

  private static Pdu of(RoomVersion version, ObjectNode json, byte[] bytes) {
    return built(version, EventHashes.eventId(version, json), bytes, json);
  }

  /** The event with only what redaction leaves; id and signatures stay valid. */
  public Pdu redacted() {
    ObjectNode json = Redaction.redact(roomVersion, json());
    return built(roomVersion, eventId, EventHashes.canonical(roomVersion, json), json);
  }

  public RoomVersion roomVersion() {
    return roomVersion;
  }

  /** The event as JSON in UTF-8; shared, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public EventId eventId() {
    return eventId;
  }

  /** The room; of a create event in room version 12 derived from its id. */
  public RoomId roomId() {
    return fields().roomId();
  }

  public UserId sender() {
    return fields().sender();
  }

  public String type() {
    return fields().type();
  }

  public Optional<String> stateKey() {
    return fields().stateKey();
  }

  public boolean isState() {
    return stateKey().isPresent();
  }

  public boolean isState(String type, String key) {
    return type().equals(type) && stateKey().filter(key::equals).isPresent();
  }

  public Optional<StateKey> asStateKey() {
    return stateKey().map(key -> new StateKey(type(), key));
  }

  public ObjectNode content() {
    return fields().content();
  }

  public ObjectNode json() {
    return fields().json();
  }

  public List<EventId> prevEvents() {
    return fields().prevEvents();
  }

  public List<EventId> authEvents() {
    return fields().authEvents();
  }

  /** 0 to 2^53 - 1; up to 2^63 - 1 in room versions 1 to 5. */
  public long depth() {
    return fields().depth();
  }

  /** Milliseconds since 1970, as the sender claims. */
  public long originServerTs() {
    return fields().originServerTs();
  }

  /** The event this one redacts, wherever the room version keeps that. Not checked for grammar. */
  public Optional<EventId> redacts() {
    return fields().redacts(roomVersion);
  }

  /** content.membership, when it is a string. */
  public Optional<String> membership() {
    return Optional.ofNullable(content().path("membership").textValue());
  }

  private PduFields fields() {
    PduFields read = fields;
    if (read == null) {
      read = PduFields.of(roomVersion, eventId, Json.parseObject(bytes));
      fields = read;
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pdu that && eventId.equals(that.eventId);
  }

  @Override
  public int hashCode() {
    return eventId.hashCode();
  }

  /** The id only: content does not belong into logs. */
  @Override
  public String toString() {
    return "Pdu[" + eventId + "]";
  }
}
