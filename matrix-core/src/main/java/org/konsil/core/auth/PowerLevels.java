package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;

/**
 * The power levels of a room at some state, defaults included. Client-server API,
 * "m.room.power_levels". A value that the room version cannot read counts as absent.
 */
public final class PowerLevels {

  /** The level of creators in room versions that place them above everybody (12). */
  public static final long INFINITE = Long.MAX_VALUE;

  private static final long CREATOR_WITHOUT_EVENT = 100;
  private static final long MODERATOR = 50;

  private final RoomVersion version;
  private final Set<String> creators;

  /** Content of the power levels event; null when the room has none. */
  private final ObjectNode content;

  private PowerLevels(RoomVersion version, Set<String> creators, ObjectNode content) {
    this.version = version;
    this.creators = creators;
    this.content = content;
  }

  /**
   * The levels given by a room's create and power levels event. Without a create event nobody is a
   * creator.
   */
  public static PowerLevels of(
      RoomVersion version, Optional<Pdu> create, Optional<Pdu> powerLevels) {
    Set<String> creators = create.map(pdu -> creators(version, pdu)).orElse(Set.of());
    return new PowerLevels(version, creators, powerLevels.map(Pdu::content).orElse(null));
  }

  /** The user who made the room, as far as the create event names one. */
  static Optional<String> creator(RoomVersion version, Pdu create) {
    return version.creatorInContent()
        ? Optional.ofNullable(create.content().path("creator").textValue())
        : Optional.of(create.sender().value());
  }

  private static Set<String> creators(RoomVersion version, Pdu create) {
    Set<String> creators = new LinkedHashSet<>();
    creator(version, create).ifPresent(creators::add);
    if (version.privilegedCreators()) {
      for (JsonNode creator : create.content().path("additional_creators")) {
        creators.add(creator.asText());
      }
    }
    return creators;
  }

  /**
   * The user's level, from -2^53+1 to 2^53-1 or {@link #INFINITE}. Two creators are equal, so
   * neither can remove the other.
   */
  public long ofUser(UserId user) {
    return ofUser(user.value());
  }

  long ofUser(String user) {
    if (version.privilegedCreators() && creators.contains(user)) {
      return INFINITE;
    }
    if (content == null) {
      return !version.privilegedCreators() && creators.contains(user) ? CREATOR_WITHOUT_EVENT : 0;
    }
    return read(content.path("users").get(user)).orElseGet(() -> named("users_default", 0));
  }

  /** Whether the user made the room: the creator, and from version 12 additional creators too. */
  public boolean isCreator(UserId user) {
    return isCreator(user.value());
  }

  boolean isCreator(String user) {
    return creators.contains(user);
  }

  /** The level needed to send an event of a type; membership events follow rules of their own. */
  public long forEvent(String type, boolean state) {
    Optional<Long> listed =
        content == null ? Optional.empty() : read(content.path("events").get(type));
    return listed.orElseGet(
        () -> state ? named("state_default", MODERATOR) : named("events_default", 0));
  }

  /** The level needed to ban, default 50. */
  public long ban() {
    return named("ban", MODERATOR);
  }

  /** The level needed to kick, default 50. */
  public long kick() {
    return named("kick", MODERATOR);
  }

  /** The level needed to redact another user's event, default 50. */
  public long redact() {
    return named("redact", MODERATOR);
  }

  /** The level needed to invite, default 0. */
  public long invite() {
    return named("invite", 0);
  }

  /** The level needed to trigger a kind of notification such as {@code room}, default 50. */
  public long notification(String key) {
    return read(notifications().get(key)).orElse(MODERATOR);
  }

  /** The {@code notifications} object of the event, empty when there is none; not to be changed. */
  public ObjectNode notifications() {
    return content != null && content.get("notifications") instanceof ObjectNode levels
        ? levels
        : JsonNodeFactory.instance.objectNode();
  }

  private long named(String name, long otherwise) {
    return content == null ? otherwise : read(content.get(name)).orElse(otherwise);
  }

  private Optional<Long> read(JsonNode value) {
    return PowerLevel.read(version, value);
  }
}
