package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.config.DomainService;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.auth.AuthResult;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.auth.RequiredSigners;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.EventSize;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.EventGraphService;
import org.konsil.room.LockedRoom;
import org.konsil.room.NewEvent;
import org.konsil.room.ReceivedEvent;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateBefore;

/** Makes events of our own users: at the head of a locked room, signed by the sender's domain. */
@ApplicationScoped
class EventFactory {
  @Inject DomainService domains;
  @Inject RoomReadService reads;
  @Inject EventGraphService graph;
  @Inject Clock clock;

  /**
   * The event, authorised against the room's state.
   *
   * @throws MatrixException M_FORBIDDEN when the authorisation rules refuse it
   */
  Pdu authorised(LockedRoom room, EventDraft draft) {
    Map<EventId, Pdu> selection = selection(room, draft);
    Function<EventId, Optional<Pdu>> known =
        id -> Optional.ofNullable(selection.get(id)).or(() -> stored(id));
    Pdu pdu = signedByOthers(build(room, draft, known, draft.sender().server()));
    requireAllowed(room, pdu, known);
    return pdu;
  }

  /**
   * What the server of another's user has to fill in and sign; authorised as if it had.
   *
   * @param own the domain of ours that is asked
   * @throws MatrixException M_FORBIDDEN when the authorisation rules refuse it
   */
  ObjectNode template(LockedRoom room, EventDraft draft, ServerName own) {
    Map<EventId, Pdu> selection = selection(room, draft);
    Function<EventId, Optional<Pdu>> known =
        id -> Optional.ofNullable(selection.get(id)).or(() -> stored(id));
    // signed for the rules' eyes alone: they ask for the signature of a member who vouches
    Pdu pdu = signedByOthers(build(room, draft, known, own));
    requireAllowed(room, pdu, known);
    ObjectNode template = pdu.json().deepCopy();
    template.remove(List.of("signatures", "hashes", "event_id"));
    return template;
  }

  private static void requireAllowed(
      LockedRoom room, Pdu pdu, Function<EventId, Optional<Pdu>> known) {
    require(AuthRules.check(pdu, key -> room.state().pdu(key), known));
  }

  private static void require(AuthResult result) {
    if (result instanceof AuthResult.Rejected rejected) {
      throw MatrixException.forbidden(rejected.reason());
    }
  }

  /**
   * A create event; the room id is absent where the room version derives it from this event.
   *
   * @throws MatrixException M_INVALID_PARAM when the content makes no room
   */
  Pdu create(RoomVersion version, Optional<RoomId> room, EventDraft draft) {
    EventBuilder builder = builder(version, draft).depth(1);
    room.ifPresent(builder::roomId);
    ServerName server = draft.sender().server();
    Pdu pdu = builder.build(server, domains.signingKey(server));
    if (AuthRules.check(pdu, key -> Optional.empty(), id -> Optional.empty())
        instanceof AuthResult.Rejected rejected) {
      throw MatrixException.invalidParam(rejected.reason());
    }
    return pdu;
  }

  /** Whether the event follows all that the room has. */
  boolean isAtHead(LockedRoom room, Pdu event) {
    return Set.copyOf(event.prevEvents()).equals(Set.copyOf(previous(room)));
  }

  /**
   * An event that follows what the room had a while ago, judged by the state then and now.
   *
   * @throws MatrixException M_FORBIDDEN when the room does not allow it any more
   */
  ReceivedEvent beside(LockedRoom room, NewEvent event) {
    Pdu pdu = event.pdu();
    StateBefore before =
        graph
            .before(room, pdu.prevEvents())
            .orElseThrow(() -> MatrixException.forbidden("The room has gone on without the event"));
    Function<EventId, Optional<Pdu>> known = this::stored;
    require(AuthRules.checkAgainstState(pdu, before::pdu, known));
    require(AuthRules.checkAgainstState(pdu, key -> room.state().pdu(key), known));
    return new ReceivedEvent(
        pdu,
        before,
        ReceivedEvent.Verdict.ACCEPTED,
        ReceivedEvent.Kind.NEW,
        0,
        event.transaction());
  }

  private static List<EventId> previous(LockedRoom room) {
    List<EventId> extremities = room.extremityIds();
    return extremities.subList(
        Math.max(0, extremities.size() - EventSize.MAX_PREV_EVENTS), extremities.size());
  }

  private Pdu build(
      LockedRoom room,
      EventDraft draft,
      Function<EventId, Optional<Pdu>> known,
      ServerName server) {
    return builder(room.version(), draft)
        .roomId(room.id())
        .prevEvents(previous(room))
        .authEvents(authEvents(room, draft))
        .references(known)
        .depth(room.depth() + 1)
        .build(server, domains.signingKey(server));
  }

  /** A join that a member of another domain of ours vouches for carries that domain's signature. */
  private Pdu signedByOthers(Pdu pdu) {
    Set<ServerName> others = new LinkedHashSet<>(RequiredSigners.of(pdu));
    others.remove(pdu.sender().server());
    others.removeIf(server -> !domains.isLocal(server));
    if (others.isEmpty()) {
      return pdu;
    }
    ObjectNode json = pdu.json().deepCopy();
    for (ServerName server : others) {
      EventSigning.sign(pdu.roomVersion(), json, server, domains.signingKey(server));
    }
    return Pdu.trusted(pdu.roomVersion(), pdu.eventId(), CanonicalJson.encode(json));
  }

  private EventBuilder builder(RoomVersion version, EventDraft draft) {
    EventBuilder builder =
        new EventBuilder(version)
            .sender(draft.sender())
            .type(draft.type())
            .content(draft.content())
            .originServerTs(draft.at().map(Instant::toEpochMilli).orElseGet(clock::millis));
    draft.stateKey().ifPresent(builder::stateKey);
    draft.redacts().ifPresent(builder::redacts);
    return builder;
  }

  private static List<EventId> authEvents(LockedRoom room, EventDraft draft) {
    return needed(room, draft).map(Pdu::eventId).toList();
  }

  private static Stream<Pdu> needed(LockedRoom room, EventDraft draft) {
    return AuthEventsNeeded.of(
            room.version(), draft.type(), draft.stateKey(), draft.sender(), draft.content())
        .stream()
        .flatMap(key -> room.state().pdu(key).stream());
  }

  /** What the rules will ask for by id, from the state in memory. */
  private static Map<EventId, Pdu> selection(LockedRoom room, EventDraft draft) {
    Optional<Pdu> create = room.state().pdu(StateKey.of(EventTypes.CREATE));
    return Stream.concat(create.stream(), needed(room, draft))
        .collect(Collectors.toMap(Pdu::eventId, Function.identity(), (one, same) -> one));
  }

  private Optional<Pdu> stored(EventId id) {
    return reads.events(List.of(id)).stream().map(StoredEvent::pdu).findFirst();
  }
}
