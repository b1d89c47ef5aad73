package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.sync.TimelineSection.Parts;

/**
 * One room of the {@code leave} section: what happened up to the leave and nothing after it
 * (CVE-2024-53867). Whoever was not in the room before, but declined an invite, withdrew a knock or
 * was banned from outside, is told just that (I5).
 */
@ApplicationScoped
class LeftRoomSection {
  @Inject private RoomReadService rooms;
  @Inject private TimelineSection timelines;

  ObjectNode build(SyncRead read, RoomMembership membership, RoomNews news) {
    RoomId room = membership.room();
    long position = membership.position();
    boolean fromInside = isJoinedAt(read, room, position - 1);
    // who has come back since is told so by the next answer
    Optional<Long> end =
        fromInside ? Optional.of(position) : rooms.partedAt(room, read.reader(), position);
    Parts parts = end.map(parted -> inside(read, room, parted)).orElse(Parts.NONE);
    ObjectNode body = Json.object();
    timelines.put(body, read, fromInside ? parts : parts.then(ownEvent(read, membership)));
    body.putObject("account_data")
        .putArray("events")
        .addAll(news.accountData().getOrDefault(room, List.of()));
    return body;
  }

  private Parts inside(SyncRead read, RoomId room, long end) {
    long since = read.since().stream();
    boolean whole = read.isInitial() || since < end && !isJoinedAt(read, room, since);
    return timelines.read(read, room, whole, since, end);
  }

  private boolean isJoinedAt(SyncRead read, RoomId room, long position) {
    return rooms.stateAt(room, position).isJoined(read.reader());
  }

  private Optional<StoredEvent> ownEvent(SyncRead read, RoomMembership membership) {
    return rooms
        .findEvent(membership.room(), membership.eventId())
        .filter(event -> read.request().filter().room().timeline().matches(event.pdu()));
  }
}
