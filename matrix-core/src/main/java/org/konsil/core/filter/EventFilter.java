package org.konsil.core.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/**
 * The specification's EventFilter and RoomEventFilter in one: which events to return and how many.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#filtering">Filtering</a>
 */
public final class EventFilter {
  /** Lets everything pass. */
  public static final EventFilter ALL = parse(MissingNode.getInstance());

  private final NameList types;
  private final NameList senders;
  private final NameList rooms;
  private final Optional<Integer> limit;
  private final Optional<Boolean> containsUrl;
  private final boolean lazyLoadMembers;
  private final boolean includeRedundantMembers;
  private final boolean unreadThreadNotifications;

  private EventFilter(FilterReader reader) {
    this.types = NameList.read(reader, "types", "");
    this.senders = NameList.read(reader, "senders", "@");
    this.rooms = NameList.read(reader, "rooms", "!");
    this.limit = reader.count("limit");
    this.containsUrl = reader.optionalFlag("contains_url");
    this.lazyLoadMembers = reader.flag("lazy_load_members");
    this.includeRedundantMembers = reader.flag("include_redundant_members");
    this.unreadThreadNotifications = reader.flag("unread_thread_notifications");
  }

  /**
   * @param json the filter object; null, JSON null and a missing node let everything pass
   * @throws org.konsil.core.error.MatrixException M_BAD_JSON for members of the wrong type
   */
  public static EventFilter parse(JsonNode json) {
    return new EventFilter(new FilterReader(json));
  }

  public boolean matches(Pdu event) {
    return matches(event.type(), event.sender(), event.roomId(), event.content().has("url"));
  }

  /**
   * @param hasUrl whether the event's content has a key url
   */
  public boolean matches(String type, UserId sender, RoomId room, boolean hasUrl) {
    return matchesRoom(room)
        && matchesType(type)
        && matchesSender(sender)
        && containsUrl.map(wanted -> wanted == hasUrl).orElse(true);
  }

  /** For events outside of a room, such as presence. */
  public boolean matches(String type, UserId sender) {
    return matchesType(type) && matchesSender(sender);
  }

  /** For account data and ephemeral events, which have no sender. */
  public boolean matchesType(String type) {
    return types.allowsPattern(type);
  }

  /** For account data and ephemeral events of a room. */
  public boolean matches(String type, RoomId room) {
    return matchesType(type) && matchesRoom(room);
  }

  public boolean matchesSender(UserId sender) {
    return senders.allows(sender.value());
  }

  public boolean matchesRoom(RoomId room) {
    return rooms.allows(room.value());
  }

  /** True when no type can pass: {@code "types": []} or {@code "not_types": ["*"]}. */
  public boolean excludesAllTypes() {
    return types.exclude().contains("*") || types.include().filter(t -> t.isEmpty()).isPresent();
  }

  /** The number of events wanted, from 0 on. */
  public Optional<Integer> limit() {
    return limit;
  }

  /** The number of events to return. */
  public int limit(int fallback, int most) {
    return Math.min(limit.orElse(fallback), most);
  }

  /** Send only the membership of those whose events are sent. */
  public boolean lazyLoadMembers() {
    return lazyLoadMembers;
  }

  /** Repeat memberships that were sent before; only with lazy loading. */
  public boolean includeRedundantMembers() {
    return includeRedundantMembers;
  }

  /** Count notifications by thread. */
  public boolean unreadThreadNotifications() {
    return unreadThreadNotifications;
  }
}
