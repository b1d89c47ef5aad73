package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.federation.inbound.EventAcceptanceService;
import org.konsil.federation.inbound.PduVerification;
import org.konsil.federation.inbound.PolicyRecommendation;
import org.konsil.federation.inbound.RoomGates;
import org.konsil.federation.resident.StrippedInvite;
import org.konsil.participation.RemoteRooms;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;

/** Memberships of our users in rooms of other servers, and of other servers' users in ours. */
@ApplicationScoped
class RemoteRoomAccess implements RemoteRooms {
  @Inject private Candidates candidates;
  @Inject private HandshakeRequests handshakes;
  @Inject private FederationClient client;
  @Inject private PduVerification verification;
  @Inject private EventAcceptanceService acceptance;
  @Inject private PolicyRecommendation policy;
  @Inject private RoomGates gates;
  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private Clock clock;

  @Override
  public void join(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
    List<ServerName> servers = candidates.of(room, user, via);
    gates.within(
        room,
        () -> {
          Candidates.ask(servers, server -> join(server, user, room, content));
          return null;
        });
  }

  private void join(ServerName server, UserId user, RoomId room, ObjectNode content) {
    Handshake handshake = handshakes.with(server, room, user, content, "v2");
    JoinAnswer answer = JoinAnswer.of(handshake, verification);
    if (rooms.isResident(room)) {
      // another server let in whom ours could not: the room is known, its join is one more event
      requireAccepted(accept(user.server(), answer.join()));
    } else {
      acceptance.enter(handshake.version(), answer.join(), answer.state(), answer.events());
    }
  }

  private Optional<StoredEvent> accept(ServerName own, Pdu event) {
    return acceptance.accept(policy.asked(own, event), Kind.NEW);
  }

  private static void requireAccepted(Optional<StoredEvent> stored) {
    if (stored.filter(event -> !event.rejected() && !event.softFailed()).isEmpty()) {
      throw MatrixException.forbidden("The room does not allow it");
    }
  }

  @Override
  public void knock(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
    Candidates.ask(
        candidates.of(room, user, via),
        server -> {
          Handshake handshake = handshakes.with(server, room, user, content, "v1");
          ArrayNode seen = StrippedInvite.of(handshake.answer().path("knock_room_state"));
          seen.add(ClientEvents.stripped(handshake.event()));
          acceptance.noteOutside(handshake.version(), handshake.event(), seen);
        });
  }

  @Override
  public void leave(UserId user, RoomId room, ObjectNode content) {
    try {
      Candidates.ask(
          candidates.of(room, user, List.of()),
          server -> {
            Handshake handshake = handshakes.with(server, room, user, content, "v2");
            note(handshake.version(), handshake.event());
          });
    } catch (MatrixException nobodyListens) {
      leaveAlone(user, room, content);
    }
  }

  /** Nobody can be told, but the user must be able to get rid of the invite. */
  private void leaveAlone(UserId user, RoomId room, ObjectNode content) {
    RoomVersion version =
        rooms.findVersion(room).orElseThrow(() -> MatrixException.notFound("Unknown room"));
    RoomMembership present =
        rooms
            .findMembership(room, user)
            .orElseThrow(() -> MatrixException.notFound("Unknown room"));
    Pdu leave =
        new EventBuilder(version)
            .roomId(room)
            .sender(user)
            .type(EventTypes.MEMBER)
            .stateKey(user.value())
            .content(content)
            .prevEvents(List.of(present.eventId()))
            .authEvents(List.of(present.eventId()))
            .references(id -> rooms.findEvent(id).map(StoredEvent::pdu))
            .depth(1)
            .originServerTs(clock.millis())
            .build(user.server(), domains.signingKey(user.server()));
    note(version, leave);
  }

  private void note(RoomVersion version, Pdu event) {
    acceptance.noteOutside(version, event, Json.object().arrayNode());
  }

  @Override
  public void invite(Pdu invite, ArrayNode state) {
    UserId invitee = UserId.parse(invite.stateKey().orElseThrow());
    ObjectNode body = Json.object().put("room_version", invite.roomVersion().id());
    body.set("event", invite.json());
    body.set("invite_room_state", state);
    ObjectNode answer =
        client.put(
            invite.sender().server(),
            invitee.server(),
            "/_matrix/federation/v2/invite/"
                + HandshakeRequests.escaped(invite.roomId().value())
                + "/"
                + HandshakeRequests.escaped(invite.eventId().value()),
            body);
    Pdu signed = verification.verified(invite.roomVersion(), invite.roomId(), answer.path("event"));
    if (!signed.eventId().equals(invite.eventId())) {
      throw RemoteServerException.malformed(invitee.server(), "another event than ours");
    }
    requireAccepted(gates.within(invite.roomId(), () -> accept(invite.sender().server(), signed)));
  }
}
