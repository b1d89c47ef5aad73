package org.konsil.core.auth;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;

/** The rule about an event's auth events: each accepted, of this room, selected, and only once. */
final class AuthEventsRule {

  private AuthEventsRule() {}

  static AuthResult check(Pdu event, Function<EventId, Optional<Pdu>> events) {
    Set<StateKey> selection = AuthEventsNeeded.of(event);
    Set<StateKey> seen = new HashSet<>();
    for (EventId id : event.authEvents()) {
      Optional<Pdu> authEvent = events.apply(id);
      if (authEvent.isEmpty()) {
        return AuthResult.reject("an auth event is missing or was rejected");
      }
      Optional<StateKey> key = authEvent.get().asStateKey();
      if (key.isEmpty() || !selection.contains(key.get())) {
        return AuthResult.reject("an auth event has nothing to do with the event");
      }
      if (!seen.add(key.get())) {
        return AuthResult.reject("two auth events are for the same state");
      }
      if (!authEvent.get().roomId().equals(event.roomId())) {
        return AuthResult.reject("an auth event is of another room");
      }
    }
    return AuthResult.allowIf(
        !event.roomVersion().createInAuthEvents() || seen.contains(AuthKeys.CREATE),
        "the create event is not among the auth events");
  }
}
