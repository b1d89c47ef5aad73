package org.konsil.core.filter;

import com.fasterxml.jackson.databind.JsonNode;
import org.konsil.core.id.RoomId;

/** The part of a sync filter about rooms. */
public final class RoomFilter {
  private final NameList rooms;
  private final boolean includeLeave;
  private final EventFilter ephemeral;
  private final EventFilter state;
  private final EventFilter timeline;
  private final EventFilter accountData;

  private RoomFilter(FilterReader reader) {
    this.rooms = NameList.read(reader, "rooms", "!");
    this.includeLeave = reader.flag("include_leave");
    this.ephemeral = EventFilter.parse(reader.member("ephemeral"));
    this.state = EventFilter.parse(reader.member("state"));
    this.timeline = EventFilter.parse(reader.member("timeline"));
    this.accountData = EventFilter.parse(reader.member("account_data"));
  }

  static RoomFilter parse(JsonNode json) {
    return new RoomFilter(new FilterReader(json));
  }

  /** Whether the room is in the response at all; asked before the filters of its parts. */
  public boolean allows(RoomId room) {
    return rooms.allows(room.value());
  }

  /** Include rooms that the user has left. */
  public boolean includeLeave() {
    return includeLeave;
  }

  public EventFilter ephemeral() {
    return ephemeral;
  }

  public EventFilter state() {
    return state;
  }

  public EventFilter timeline() {
    return timeline;
  }

  public EventFilter accountData() {
    return accountData;
  }

  /** Either part may ask for lazy loading; clients set it on state, some on the timeline. */
  public boolean lazyLoadMembers() {
    return state.lazyLoadMembers() || timeline.lazyLoadMembers();
  }
}
