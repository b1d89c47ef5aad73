package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.accountdata.AccountDataRow;
import org.konsil.accountdata.InvitePermission;
import org.konsil.core.filter.RoomFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.TypingService;
import org.konsil.push.NotificationCountService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;

/**
 * The {@code rooms} of a sync: which rooms have news, and in which of the four sections each
 * belongs.
 */
@ApplicationScoped
class RoomSections {
  @Inject private RoomReadService rooms;
  @Inject private ReceiptService receipts;
  @Inject private TypingService typing;
  @Inject private NotificationCountService counts;
  @Inject private InvitePermission invitePermission;
  @Inject private PossibleNews possible;
  @Inject private JoinedRoomSection joinedRoom;
  @Inject private LeftRoomSection leftRoom;

  ObjectNode build(SyncRead read, List<AccountDataRow> accountData) {
    RoomFilter filter = read.request().filter().room();
    ObjectNode join = Json.object();
    ObjectNode invite = Json.object();
    ObjectNode knock = Json.object();
    ObjectNode leave = Json.object();
    RoomNews news = news(read, filter, accountData);
    for (RoomMembership membership : read.memberships()) {
      RoomId room = membership.room();
      if (membership.forgotten() || !filter.allows(room)) {
        continue;
      }
      boolean changed = membership.position() > read.since().stream();
      switch (membership.membership()) {
        case "join" -> {
          if (news.rooms().contains(room)) {
            put(join, room, joinedRoom.build(read, membership, news));
          }
        }
        case "invite" -> {
          if ((changed || read.request().fullState())
              && !invitePermission.isHidden(read.reader(), membership.sender())) {
            invite.set(room.value(), stripped("invite_state", membership, read));
          }
        }
        case "knock" -> {
          if (changed || read.request().fullState()) {
            knock.set(room.value(), stripped("knock_state", membership, read));
          }
        }
        default -> {
          if (changed && (!read.isInitial() || filter.includeLeave())) {
            put(leave, room, leftRoom.build(read, membership, news));
          }
        }
      }
    }
    ObjectNode body = Json.object();
    putSection(body, "join", join);
    putSection(body, "invite", invite);
    putSection(body, "knock", knock);
    putSection(body, "leave", leave);
    return body;
  }

  /** Looks once over all rooms, so that a room without news costs nothing of its own. */
  private RoomNews news(SyncRead read, RoomFilter filter, List<AccountDataRow> accountData) {
    long after = read.since().stream();
    long upTo = read.upTo().stream();
    List<RoomId> joined =
        read.memberships().stream()
            .filter(RoomMembership::isJoin)
            .map(RoomMembership::room)
            .filter(filter::allows)
            .toList();
    Map<RoomId, List<ObjectNode>> data = new HashMap<>();
    for (AccountDataRow row : accountData) {
      row.room()
          .filter(room -> filter.accountData().matches(row.type(), room))
          .ifPresent(room -> data.computeIfAbsent(room, key -> new ArrayList<>()).add(row.event()));
    }
    boolean all = read.isInitial() || read.request().fullState();
    List<RoomId> candidates = possible.ofRooms(read, joined);
    Map<RoomId, ObjectNode> receiptContents =
        receipts.changes(
            // private receipts are news of the user's own
            possible.ofUser(read) ? joined : possible.ofReceipts(read, joined),
            read.reader(),
            all ? 0 : after,
            upTo);
    Set<RoomId> typingRooms = typing.changedRooms(joined, read.since().typing());
    Set<RoomId> withNews = new HashSet<>(all ? joined : rooms.changedRooms(candidates, after));
    withNews.addAll(data.keySet());
    withNews.addAll(receiptContents.keySet());
    withNews.addAll(typingRooms);
    Set<RoomId> wanted = new HashSet<>(withNews);
    wanted.retainAll(joined);
    return new RoomNews(
        withNews, data, receiptContents, typingRooms, counts.counts(read.reader(), wanted, upTo));
  }

  private ObjectNode stripped(String name, RoomMembership membership, SyncRead read) {
    ObjectNode section = Json.object();
    section
        .putObject(name)
        .putArray("events")
        .addAll(rooms.strippedState(membership.room(), read.reader()));
    return section;
  }

  private static void put(ObjectNode section, RoomId room, ObjectNode body) {
    if (!body.isEmpty()) {
      section.set(room.value(), body);
    }
  }

  private static void putSection(ObjectNode body, String name, ObjectNode section) {
    if (!section.isEmpty()) {
      body.set(name, section);
    }
  }
}
