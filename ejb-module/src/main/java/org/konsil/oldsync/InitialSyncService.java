package org.konsil.oldsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.accountdata.AccountDataRow;
import org.konsil.accountdata.AccountDataService;
import org.konsil.accountdata.InvitePermission;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.EventFilter;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.TypingService;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.roomdirectory.RoomDirectoryService;
import org.konsil.storage.StreamPositions;
import org.konsil.sync.SyncToken;
import org.konsil.timeline.ClientEventService;
import org.konsil.timeline.MessagesRequest;
import org.konsil.timeline.MessagesResponse;
import org.konsil.timeline.PageToken;
import org.konsil.timeline.RoomStateReadService;
import org.konsil.timeline.TimelineService;

/** Snapshots: of one room, or of everything that a user has. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class InitialSyncService {
  private static final Set<String> PRESENT = Set.of("join", "invite", "knock");

  @Inject RoomReadService rooms;
  @Inject TimelineService timeline;
  @Inject RoomStateReadService states;
  @Inject RoomDirectoryService directory;
  @Inject AccountDataService accountData;
  @Inject InvitePermission invitePermission;
  @Inject ReceiptService receipts;
  @Inject TypingService typing;
  @Inject PresenceService presences;
  @Inject ClientEventService clientEvents;
  @Inject StreamPositions positions;
  @Inject PresenceEvents presenceEvents;

  /**
   * One room, also one that the caller only peeks into.
   *
   * @throws MatrixException M_FORBIDDEN for rooms that the caller may not read
   */
  public ObjectNode room(Requester requester, RoomId room, String limit) {
    return room(requester, room, MessagesRequest.limit(limit), now().stream());
  }

  /** Everything; {@code archived}: left rooms too. */
  public ObjectNode all(Requester requester, String limit, boolean archived) {
    SyncToken now = now();
    int messages = MessagesRequest.limit(limit);
    ObjectNode body = Json.object().put("end", now.toString());
    ArrayNode list = body.putArray("rooms");
    for (RoomMembership membership : rooms.memberships(requester.user(), now.stream())) {
      boolean present = PRESENT.contains(membership.membership());
      boolean hidden =
          membership.membership().equals("invite")
              && invitePermission.isHidden(requester.user(), membership.sender());
      if (!membership.forgotten() && !hidden && (present || archived)) {
        list.add(told(requester, membership, messages, now.stream()));
      }
    }
    Set<UserId> seen = new HashSet<>(rooms.usersSharingARoom(requester.user()));
    seen.add(requester.user());
    body.putArray("presence").addAll(presenceEvents.of(seen, 0));
    body.putArray("account_data").addAll(accountData(requester, Optional.empty()));
    return body;
  }

  private ObjectNode told(Requester requester, RoomMembership membership, int limit, long upTo) {
    boolean inside = rooms.partedAt(membership.room(), requester.user()).isPresent();
    if (membership.isJoin() || inside) {
      return room(requester, membership.room(), limit, upTo);
    }
    ObjectNode body =
        Json.object()
            .put("room_id", membership.room().value())
            .put("membership", membership.membership())
            .put("inviter", membership.sender().value());
    rooms
        .findEvent(membership.room(), membership.eventId())
        .filter(event -> membership.membership().equals("invite"))
        .ifPresent(event -> body.set("invite", clientEvents.format(requester, event)));
    return body;
  }

  private ObjectNode room(Requester requester, RoomId room, int limit, long upTo) {
    MessagesResponse page =
        timeline.messages(
            requester,
            room,
            new MessagesRequest(
                Optional.of(new PageToken(upTo)), Optional.empty(), true, limit, EventFilter.ALL));
    ObjectNode body = Json.object().put("room_id", room.value());
    rooms
        .membership(room, requester.user())
        .ifPresent(membership -> body.put("membership", membership));
    List<ObjectNode> chunk = new ArrayList<>(page.chunk());
    Collections.reverse(chunk);
    ObjectNode messages = body.putObject("messages");
    messages.putArray("chunk").addAll(chunk);
    messages.put("end", page.start());
    Optional.ofNullable(page.end()).ifPresent(start -> messages.put("start", start));
    body.set("state", states.state(requester, room));
    boolean listed = directory.isPublished(Optional.of(requester), requester.domain(), room);
    body.put("visibility", listed ? "public" : "private");
    body.putArray("account_data").addAll(accountData(requester, Optional.of(room)));
    ArrayNode read = body.putArray("receipts");
    receipts
        .changes(List.of(room), requester.user(), 0, upTo)
        .forEach(
            (of, content) ->
                read.addObject()
                    .put("type", "m.receipt")
                    .put("room_id", of.value())
                    .set("content", content));
    Set<UserId> members = new HashSet<>(rooms.joinedMembers(room));
    body.putArray("presence").addAll(presenceEvents.of(members, 0));
    return body;
  }

  private List<ObjectNode> accountData(Requester requester, Optional<RoomId> room) {
    return accountData.changes(requester.user(), 0, Long.MAX_VALUE).stream()
        .filter(row -> row.room().equals(room))
        .map(AccountDataRow::event)
        .toList();
  }

  private SyncToken now() {
    return new SyncToken(positions.current(), typing.current(), presences.current());
  }
}
