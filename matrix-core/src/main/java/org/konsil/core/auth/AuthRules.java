package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * The event authorisation rules of room versions 1 to 12. Room version specifications,
 * "Authorisation rules".
 *
 * <p>The caller has verified format, hash and signatures of the event, including those of {@link
 * RequiredSigners}. The functions answer from memory what the caller fetched before:
 *
 * <ul>
 *   <li>{@code state}: the event for a key of the state to check against, at least for the keys of
 *       {@link AuthEventsNeeded};
 *   <li>{@code events}: an event by its id, at least for the event's {@code auth_events} and, from
 *       room version 12 on, for the create event. Events that are unknown or were rejected must be
 *       answered with empty: an event that rests on them is rejected.
 * </ul>
 */
public final class AuthRules {

  private AuthRules() {}

  /** All rules: those about the event and its auth events, then those about the state. */
  public static AuthResult check(
      Pdu event, Function<StateKey, Optional<Pdu>> state, Function<EventId, Optional<Pdu>> events) {
    AuthResult first = checkAuthEvents(event, events);
    return first.allowed() ? checkAgainstState(event, state, events) : first;
  }

  /** The rules that hold whatever the state: those for create events and about auth events. */
  public static AuthResult checkAuthEvents(Pdu event, Function<EventId, Optional<Pdu>> events) {
    return event.type().equals(EventTypes.CREATE)
        ? CreateRule.check(event)
        : AuthEventsRule.check(event, events);
  }

  /** The rules that depend on the state, for an event that passed {@link #checkAuthEvents}. */
  public static AuthResult checkAgainstState(
      Pdu event, Function<StateKey, Optional<Pdu>> state, Function<EventId, Optional<Pdu>> events) {
    if (event.type().equals(EventTypes.CREATE)) {
      return CreateRule.check(event);
    }
    Optional<Pdu> create = create(event, state, events);
    if (create.isEmpty()) {
      return AuthResult.reject("the room has no create event");
    }
    RoomView room = new RoomView(event.roomVersion(), create.get(), state);
    if (!mayFederate(event, create.get())) {
      return AuthResult.reject("the room does not federate");
    }
    if (event.type().equals(EventTypes.ALIASES) && room.version().aliasesAuthorised()) {
      return aliases(event);
    }
    return event.type().equals(EventTypes.MEMBER)
        ? MembershipRules.check(event, room)
        : ordinary(event, room);
  }

  private static Optional<Pdu> create(
      Pdu event, Function<StateKey, Optional<Pdu>> state, Function<EventId, Optional<Pdu>> events) {
    if (!event.roomVersion().roomIdIsCreateHash()) {
      return state.apply(AuthKeys.CREATE);
    }
    Optional<EventId> id = event.roomId().createEvent();
    return id.flatMap(events)
        .or(() -> state.apply(AuthKeys.CREATE))
        .filter(create -> create.type().equals(EventTypes.CREATE))
        .filter(create -> id.equals(Optional.of(create.eventId())));
  }

  private static boolean mayFederate(Pdu event, Pdu create) {
    JsonNode federate = create.content().path("m.federate");
    boolean closed = federate.isBoolean() && !federate.booleanValue();
    return !closed || event.sender().server().equals(create.sender().server());
  }

  private static AuthResult aliases(Pdu event) {
    String server = event.sender().server().value();
    return AuthResult.allowIf(
        event.stateKey().filter(server::equals).isPresent(),
        "aliases of another server than the sender's");
  }

  private static AuthResult ordinary(Pdu event, RoomView room) {
    UserId sender = event.sender();
    PowerLevels levels = room.powerLevels();
    if (!room.membership(sender.value()).equals("join")) {
      return AuthResult.reject("the sender is not in the room");
    }
    if (event.type().equals(EventTypes.THIRD_PARTY_INVITE)) {
      return AuthResult.allowIf(
          levels.ofUser(sender) >= levels.invite(),
          "the sender's power level is too low to invite");
    }
    if (levels.forEvent(event.type(), event.isState()) > levels.ofUser(sender)) {
      return AuthResult.reject("the sender's power level is too low for this type of event");
    }
    String stateKey = event.stateKey().orElse("");
    if (stateKey.startsWith("@") && !stateKey.equals(sender.value())) {
      return AuthResult.reject("the state key is another user's id");
    }
    return special(event, room);
  }

  private static AuthResult special(Pdu event, RoomView room) {
    if (event.type().equals(EventTypes.POWER_LEVELS)) {
      return PowerLevelsRule.check(event, room);
    }
    if (event.type().equals(EventTypes.REDACTION) && room.version().redactionAuthorised()) {
      return redaction(event, room.powerLevels());
    }
    return AuthResult.allow();
  }

  /** Room versions 1 and 2: own events, by the server in the event ids, or with the level. */
  private static AuthResult redaction(Pdu event, PowerLevels levels) {
    Optional<ServerName> own = event.eventId().server();
    boolean sameServer = own.isPresent() && event.redacts().flatMap(EventId::server).equals(own);
    return AuthResult.allowIf(
        sameServer || levels.ofUser(event.sender()) >= levels.redact(),
        "the sender's power level is too low to redact");
  }
}
