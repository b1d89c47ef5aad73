package org.konsil.slidingsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.accountdata.InvitePermission;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.TypingService;
import org.konsil.longpoll.LongPolling.Found;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.slidingsync.SlidingSyncRequest.RoomList;
import org.konsil.slidingsync.SlidingSyncRequest.RoomWish;
import org.konsil.storage.StreamPositions;
import org.konsil.sync.SyncToken;

/**
 * Reads what a connection shows.
 *
 * @see <a href="https://github.com/matrix-org/matrix-spec-proposals/pull/4186">MSC4186</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SlidingSyncService {
  private static final Set<String> PRESENT = Set.of("join", "invite", "knock");

  @Inject RoomReadService rooms;
  @Inject RoomLists roomLists;
  @Inject RoomSection sections;
  @Inject Extensions extensions;
  @Inject ConnectionStore connections;
  @Inject TypingService typing;
  @Inject PresenceService presences;
  @Inject InvitePermission invitePermission;
  @Inject StreamPositions positions;
  @Inject Clock clock;

  /** What is wanted of a room that several lists and subscriptions name. */
  private record Shown(RoomMembership membership, List<List<String>> state, int limit) {}

  /**
   * Reads once.
   *
   * @param pos where the client stands; 0 when it begins
   * @throws MatrixException M_UNKNOWN_POS when the client has to begin anew
   */
  public Found read(Requester requester, SlidingSyncRequest request, long pos) {
    Told told = pos == 0 ? Told.NOTHING : known(requester, request, pos);
    SyncToken upTo = new SyncToken(positions.current(), typing.current(), presences.current());
    SyncToken since = told.upTo().orElse(SyncToken.START);
    List<RoomMembership> memberships =
        rooms.memberships(requester.user(), upTo.stream()).stream()
            .filter(membership -> !membership.forgotten() && !isUnwanted(requester, membership))
            .toList();
    ObjectNode body = Json.object();
    Map<RoomId, Shown> shown = shown(requester, request, memberships, body.putObject("lists"));
    Map<RoomId, Told.Room> nowTold = new LinkedHashMap<>();
    Set<RoomId> fresh = new HashSet<>();
    ObjectNode roomBodies = body.putObject("rooms");
    List<RoomSection.Reading> readings = new ArrayList<>();
    Set<RoomId> direct = roomLists.directRooms(requester);
    shown.forEach(
        (room, wish) -> {
          RoomSection.Reading reading =
              reading(requester, wish, told, since, upTo, direct.contains(room));
          if (!told.rooms().containsKey(room)) {
            fresh.add(room);
          }
          if (reading.whole() || hasNews(wish.membership(), reading.since())) {
            readings.add(reading);
          }
          nowTold.put(room, new Told.Room(upTo.stream(), wish.limit(), reading.state().size()));
        });
    sections
        .build(requester, readings, upTo.stream())
        .forEach((room, section) -> roomBodies.set(room.value(), section));
    List<RoomId> gone = putGone(requester, memberships, told, upTo, roomBodies);
    Set<RoomId> known = new HashSet<>(shown.keySet());
    known.removeAll(fresh);
    boolean news =
        extensions.put(
            body.putObject("extensions"),
            new Extensions.Reading(requester, request, since, upTo, fresh, known));
    news |= !roomBodies.isEmpty() || pos == 0;
    putPosition(body, requester, request, pos, news, told.with(upTo, nowTold, gone));
    return new Found(body, news);
  }

  private Told known(Requester requester, SlidingSyncRequest request, long pos) {
    return connections
        .find(requester, request.connection(), pos)
        .orElseThrow(
            () -> MatrixException.of(ErrorCode.M_UNKNOWN_POS, "Unknown position, begin anew"));
  }

  /** Without news the client stays where it is, and nothing is written. */
  private void putPosition(
      ObjectNode body,
      Requester requester,
      SlidingSyncRequest request,
      long pos,
      boolean news,
      Told told) {
    long next = news ? pos + 1 : pos;
    if (news) {
      connections.write(requester, request.connection(), next, told, clock.instant());
    }
    body.put("pos", Long.toString(next));
    if (request.txnId() != null) {
      body.put("txn_id", request.txnId());
    }
  }

  private boolean isUnwanted(Requester requester, RoomMembership membership) {
    return membership.membership().equals("invite")
        && invitePermission.isHidden(requester.user(), membership.sender());
  }

  private Map<RoomId, Shown> shown(
      Requester requester,
      SlidingSyncRequest request,
      List<RoomMembership> memberships,
      ObjectNode listBodies) {
    Map<RoomId, Shown> shown = new LinkedHashMap<>();
    List<RoomMembership> sorted = roomLists.sorted(memberships);
    for (Map.Entry<String, RoomList> entry : request.wantedLists().entrySet()) {
      RoomList list = entry.getValue();
      List<RoomMembership> filtered = roomLists.filtered(requester, sorted, list.filters());
      ObjectNode listBody = listBodies.putObject(entry.getKey()).put("count", filtered.size());
      ArrayNode ops = listBody.putArray("ops");
      for (List<Integer> window : list.windows()) {
        List<RoomMembership> inside = RoomLists.inside(window, filtered);
        inside.forEach(membership -> add(shown, membership, list.wish()));
        ObjectNode op = ops.addObject().put("op", "SYNC");
        op.putArray("range").add(window.get(0)).add(window.get(1));
        ArrayNode ids = op.putArray("room_ids");
        inside.forEach(membership -> ids.add(membership.room().value()));
      }
    }
    Map<RoomId, RoomMembership> present =
        sorted.stream().collect(Collectors.toMap(RoomMembership::room, m -> m, (a, b) -> a));
    request
        .subscriptions()
        .forEach(
            (room, wish) ->
                RoomId.find(room)
                    .map(present::get)
                    .ifPresent(membership -> add(shown, membership, wish)));
    return shown;
  }

  private static void add(Map<RoomId, Shown> shown, RoomMembership membership, RoomWish wish) {
    shown.merge(
        membership.room(),
        new Shown(membership, wish.state(), wish.limit()),
        (one, other) -> {
          List<List<String>> state = new ArrayList<>(one.state());
          state.addAll(other.state());
          return new Shown(membership, state, Math.max(one.limit(), other.limit()));
        });
  }

  /** A room is told as a whole when it is new, or when more of it is wanted than before. */
  private RoomSection.Reading reading(
      Requester requester, Shown wish, Told told, SyncToken since, SyncToken upTo, boolean direct) {
    RequiredState state = new RequiredState(wish.state(), requester.user());
    Told.Room before = told.rooms().get(wish.membership().room());
    boolean whole =
        before == null
            || wish.limit() > before.timelineLimit()
            || state.size() > before.stateWishes()
            || joinedSince(wish.membership(), before.position());
    return new RoomSection.Reading(
        requester,
        wish.membership(),
        state,
        wish.limit(),
        before == null ? 0 : before.position(),
        whole,
        since.stream(),
        upTo.stream(),
        direct);
  }

  /** An invited user who joins gets the room anew; a new name is no joining. */
  private boolean joinedSince(RoomMembership membership, long position) {
    return membership.isJoin()
        && membership.position() > position
        && !rooms.stateAt(membership.room(), position).isJoined(membership.user());
  }

  private boolean hasNews(RoomMembership membership, long since) {
    return membership.isJoin()
        ? rooms.lastPosition(membership.room()) > since
        : membership.position() > since;
  }

  /** Rooms that the client knows and the user is not in any more, told for the last time. */
  private List<RoomId> putGone(
      Requester requester,
      List<RoomMembership> memberships,
      Told told,
      SyncToken upTo,
      ObjectNode roomBodies) {
    List<RoomId> gone = new ArrayList<>();
    for (RoomMembership membership : memberships) {
      Told.Room before = told.rooms().get(membership.room());
      if (before != null && !PRESENT.contains(membership.membership())) {
        gone.add(membership.room());
        roomBodies.set(
            membership.room().value(),
            sections.buildLast(
                new RoomSection.Reading(
                    requester,
                    membership,
                    new RequiredState(List.of(), requester.user()),
                    before.timelineLimit(),
                    before.position(),
                    false,
                    before.position(),
                    upTo.stream(),
                    false)));
      }
    }
    return gone;
  }
}
