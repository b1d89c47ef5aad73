package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.sync.TimelineSection.Parts;

/**
 * One room of the {@code leave} section: what happened up to the leave and nothing after it
 * (CVE-2024-53867).
 */
@ApplicationScoped
class LeftRoomSection {
  @Inject private RoomReadService rooms;
  @Inject private TimelineSection timelines;

  ObjectNode build(SyncRead read, RoomMembership membership, RoomNews news) {
    RoomId room = membership.room();
    boolean whole =
        read.isInitial() || !rooms.stateAt(room, read.since().stream()).isJoined(read.reader());
    Parts parts = timelines.read(read, room, whole, read.since().stream(), membership.position());
    ObjectNode body = Json.object();
    timelines.put(body, read, parts);
    body.putObject("account_data")
        .putArray("events")
        .addAll(news.accountData().getOrDefault(room, List.of()));
    return body;
  }
}
