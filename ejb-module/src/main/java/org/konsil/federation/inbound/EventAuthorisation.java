package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.auth.AuthResult;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.room.LockedRoom;
import org.konsil.room.ReceivedEvent.Kind;
import org.konsil.room.ReceivedEvent.Verdict;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;
import org.konsil.room.state.StateBefore;

/**
 * Steps 4 to 6: the authorisation rules against the event's own auth events, against the state
 * before it and against the room's present state; and step 7, the word of the room's policy server.
 */
@ApplicationScoped
class EventAuthorisation {
  private static final Logger LOG = Logger.getLogger(EventAuthorisation.class.getName());
  private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);

  @Inject private RoomReadService rooms;

  protected EventAuthorisation() {}

  EventAuthorisation(RoomReadService rooms) {
    this.rooms = rooms;
  }

  Verdict judge(LockedRoom room, Pdu event, StateBefore before, Kind kind) {
    Map<EventId, Pdu> authEvents = acceptedAuthEvents(room.state(), event);
    Function<EventId, Optional<Pdu>> known = id -> Optional.ofNullable(authEvents.get(id));
    if (!passes(4, event, byAuthEvents(event, authEvents))
        || !passes(5, event, AuthRules.checkAgainstState(event, before::pdu, known))) {
      return Verdict.REJECTED;
    }
    boolean past = kind == Kind.BACKFILLED || kind == Kind.ENTRANCE;
    return past
            || passes(
                    6,
                    event,
                    AuthRules.checkAgainstState(event, key -> room.state().pdu(key), known))
                && passes(7, event, recommended(room, event))
        ? Verdict.ACCEPTED
        : Verdict.SOFT_FAILED;
  }

  private static AuthResult recommended(LockedRoom room, Pdu event) {
    boolean recommended =
        room.state().policyServer().map(server -> server.recommends(event)).orElse(true);
    return AuthResult.allowIf(recommended, "the policy server does not recommend it");
  }

  /**
   * Step 4 alone, for an event that is known for the sake of others.
   *
   * @param authEvents its auth events as far as they were accepted, and the create event
   */
  static AuthResult byAuthEvents(Pdu event, Map<EventId, Pdu> authEvents) {
    Map<StateKey, Pdu> state = new HashMap<>();
    for (EventId id : event.authEvents()) {
      Optional.ofNullable(authEvents.get(id))
          .ifPresent(pdu -> pdu.asStateKey().ifPresent(key -> state.put(key, pdu)));
    }
    return AuthRules.check(
        event,
        key -> Optional.ofNullable(state.get(key)),
        id -> Optional.ofNullable(authEvents.get(id)));
  }

  private Map<EventId, Pdu> acceptedAuthEvents(RoomState present, Pdu event) {
    Set<EventId> wanted = authority(event);
    Map<EventId, Pdu> accepted = new HashMap<>(presentAmong(present, event, wanted));
    wanted.removeAll(accepted.keySet());
    if (!wanted.isEmpty()) {
      for (StoredEvent stored : rooms.events(wanted)) {
        if (!stored.rejected()) {
          accepted.put(stored.pdu().eventId(), stored.pdu());
        }
      }
    }
    return accepted;
  }

  /** Whether all that the event rests on is state of the present, which was accepted. */
  static boolean isPresent(RoomState present, Pdu event) {
    Set<EventId> wanted = authority(event);
    return presentAmong(present, event, wanted).keySet().containsAll(wanted);
  }

  private static Map<EventId, Pdu> presentAmong(RoomState present, Pdu event, Set<EventId> wanted) {
    return Stream.concat(Stream.of(CREATE), AuthEventsNeeded.of(event).stream())
        .flatMap(key -> present.pdu(key).stream())
        .filter(pdu -> wanted.contains(pdu.eventId()))
        .collect(Collectors.toMap(Pdu::eventId, Function.identity(), (one, same) -> one));
  }

  /** Its auth events and, where the room id stands for it, the create event. */
  static Set<EventId> authority(Pdu event) {
    Set<EventId> ids = new LinkedHashSet<>(event.authEvents());
    if (event.roomVersion().roomIdIsCreateHash()) {
      event.roomId().createEvent().ifPresent(ids::add);
      ids.remove(event.eventId());
    }
    return ids;
  }

  private static boolean passes(int step, Pdu event, AuthResult result) {
    if (result instanceof AuthResult.Rejected rejected) {
      LOG.log(
          Level.FINE,
          () -> event.eventId() + " does not pass step " + step + ": " + rejected.reason());
    }
    return result.allowed();
  }
}
