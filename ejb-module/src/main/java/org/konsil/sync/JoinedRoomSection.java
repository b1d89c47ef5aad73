package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.konsil.core.filter.RoomFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.TypingService;
import org.konsil.push.NotificationCounts;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.sync.TimelineSection.Parts;

/** One room of the {@code join} section. */
@ApplicationScoped
class JoinedRoomSection {
  @Inject private RoomReadService rooms;
  @Inject private TypingService typing;
  @Inject private TimelineSection timelines;

  ObjectNode build(SyncRead read, RoomMembership membership, RoomNews news) {
    RoomId room = membership.room();
    boolean whole = read.isInitial() || joinedSince(read, membership);
    Parts parts = timelines.read(read, room, whole, read.since().stream(), read.upTo().stream());
    ObjectNode body = Json.object();
    timelines.put(body, read, parts);
    if (whole || read.request().fullState() || hasMember(parts)) {
      body.set("summary", RoomSummary.of(rooms.state(room), read.reader()));
    }
    body.putObject("account_data")
        .putArray("events")
        .addAll(news.accountData().getOrDefault(room, List.of()));
    body.putObject("ephemeral").putArray("events").addAll(ephemeral(read, room, news));
    NotificationCounts counts = news.counts().getOrDefault(room, NotificationCounts.NONE);
    RoomFilter filter = read.request().filter().room();
    boolean threads = filter.timeline().unreadThreadNotifications();
    body.set("unread_notifications", counts.roomJson(threads));
    if (threads) {
      body.set("unread_thread_notifications", counts.threadsJson());
    }
    return body;
  }

  /** A change of the own name is a new membership event too, but no joining. */
  private boolean joinedSince(SyncRead read, RoomMembership membership) {
    return membership.position() > read.since().stream()
        && !rooms.stateAt(membership.room(), read.since().stream()).isJoined(read.reader());
  }

  private static boolean hasMember(Parts parts) {
    return parts.timeline().events().stream().anyMatch(JoinedRoomSection::isMember)
        || parts.state().stream().anyMatch(JoinedRoomSection::isMember);
  }

  private static boolean isMember(StoredEvent event) {
    return event.pdu().isState() && event.pdu().type().equals("m.room.member");
  }

  private List<ObjectNode> ephemeral(SyncRead read, RoomId room, RoomNews news) {
    RoomFilter filter = read.request().filter().room();
    List<ObjectNode> events = new ArrayList<>();
    ObjectNode receipts = news.receipts().get(room);
    if (receipts != null && filter.ephemeral().matches("m.receipt", room)) {
      events.add(Json.object().put("type", "m.receipt").set("content", receipts));
    }
    if (news.typing().contains(room) && filter.ephemeral().matches("m.typing", room)) {
      events.add(Json.object().put("type", "m.typing").set("content", typing.content(room)));
    }
    return events;
  }
}
