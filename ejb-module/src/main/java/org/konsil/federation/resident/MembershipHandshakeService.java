package org.konsil.federation.resident;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.EventAcceptanceService;
import org.konsil.federation.inbound.PduVerification;
import org.konsil.federation.inbound.PolicyRecommendation;
import org.konsil.federation.inbound.Residency;
import org.konsil.federation.inbound.RoomGates;
import org.konsil.participation.MembershipTemplateService;
import org.konsil.room.EventGraphService;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.StrippedState;

/**
 * The two steps by which a user of another server comes, goes or knocks: the make_ request gives a
 * template, the send_ request hands us the signed event, which we tell the others in the room
 * (server-server API, "Joining Rooms", "Knocking upon a room", "Leaving Rooms").
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MembershipHandshakeService {
  @Inject Residency residency;
  @Inject MembershipTemplateService templates;
  @Inject PduVerification verification;
  @Inject EventAcceptanceService acceptance;
  @Inject PolicyRecommendation policy;
  @Inject RoomGates gates;
  @Inject RoomReadService rooms;
  @Inject EventGraphService graph;

  /**
   * A template with the room's version.
   *
   * @param membership join, knock or leave
   * @param versions that the other server knows; a server that names none knows version 1
   * @throws MatrixException M_FORBIDDEN, M_NOT_FOUND; M_INCOMPATIBLE_ROOM_VERSION; for joins
   *     M_UNABLE_TO_AUTHORISE_JOIN, M_UNABLE_TO_GRANT_JOIN
   */
  public ObjectNode make(
      FederationRequester requester,
      RoomId room,
      UserId user,
      String membership,
      List<String> versions) {
    if (!user.server().equals(requester.origin())) {
      throw MatrixException.forbidden("The user is not of your server");
    }
    RoomVersion version =
        residency.requireOpen(requester.origin(), requester.destination(), room).roomVersion();
    if (!membership.equals("leave") && !known(versions).contains(version.id())) {
      throw MatrixException.of(
              ErrorCode.M_INCOMPATIBLE_ROOM_VERSION, "Your server does not know the room's version")
          .with("room_version", version.id());
    }
    ObjectNode answer = Json.object().put("room_version", version.id());
    answer.set("event", templates.template(requester.destination(), room, user, membership));
    return answer;
  }

  private static List<String> known(List<String> versions) {
    return versions.isEmpty() ? List.of("1") : versions;
  }

  /** The state that the joining server starts from. */
  public ObjectNode sendJoin(
      FederationRequester requester, RoomId room, EventId eventId, ObjectNode body) {
    StoredEvent join = hand(requester, room, eventId, body, "join");
    List<StoredEvent> state = List.copyOf(rooms.stateBefore(join).events().values());
    List<StoredEvent> tips = new ArrayList<>(state);
    tips.add(join);
    ObjectNode answer =
        Json.object().put("origin", requester.destination().value()).put("members_omitted", false);
    ArrayNode events = answer.putArray("state");
    state.forEach(event -> events.add(event.pdu().json()));
    ArrayNode chain = answer.putArray("auth_chain");
    graph.authChain(tips).forEach(event -> chain.add(event.pdu().json()));
    answer.set("event", join.pdu().json());
    return answer;
  }

  public void sendLeave(
      FederationRequester requester, RoomId room, EventId eventId, ObjectNode body) {
    hand(requester, room, eventId, body, "leave");
  }

  /** What the knocking user may see of the room. */
  public ObjectNode sendKnock(
      FederationRequester requester, RoomId room, EventId eventId, ObjectNode body) {
    StoredEvent knock = hand(requester, room, eventId, body, "knock");
    return (ObjectNode)
        Json.object().set("knock_room_state", StrippedState.whole(rooms.state(room), knock.pdu()));
  }

  private StoredEvent hand(
      FederationRequester requester,
      RoomId room,
      EventId eventId,
      ObjectNode body,
      String membership) {
    RoomState state = residency.requireOpen(requester.origin(), requester.destination(), room);
    RoomVersion version = state.roomVersion();
    ObjectNode json = body.deepCopy();
    json.remove("unsigned");
    Pdu handed = Pdu.parse(version, json);
    requireMembership(requester, room, handed, membership);
    if (!handed.eventId().equals(eventId)) {
      throw MatrixException.invalidParam("The event has another id than the path");
    }
    if (membership.equals("join")) {
      templates.vouch(version, room, handed.sender(), json);
    }
    Pdu verified =
        policy.asked(requester.destination(), verification.verified(version, room, json));
    StoredEvent stored =
        gates
            .within(room, () -> acceptance.accept(verified, Kind.TO_RELAY))
            .orElseThrow(
                () -> MatrixException.forbidden("The event is not of this room's history"));
    if (stored.rejected() || stored.softFailed()) {
      throw MatrixException.forbidden("The room does not allow it");
    }
    return stored;
  }

  /** CVE-2019-18835, CVE-2020-26257: the event is what the path says, of a user of the asker's. */
  private static void requireMembership(
      FederationRequester requester, RoomId room, Pdu event, String membership) {
    if (!event.roomId().equals(room)) {
      throw MatrixException.invalidParam("The event is of another room than the path");
    }
    boolean own = event.stateKey().filter(event.sender().value()::equals).isPresent();
    if (!event.type().equals(EventTypes.MEMBER)
        || !own
        || event.membership().filter(membership::equals).isEmpty()) {
      throw MatrixException.invalidParam("The event is no " + membership + " of its sender");
    }
    if (!event.sender().server().equals(requester.origin())) {
      throw MatrixException.forbidden("The user is not of your server");
    }
  }
}
