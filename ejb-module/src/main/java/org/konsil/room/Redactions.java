package org.konsil.room;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** Takes the content of redacted events away (client-server API, "Redactions"). */
@ApplicationScoped
class Redactions {
  @Inject EventStore events;
  @Inject RecentEvents recent;

  /** What appending a redaction does to its target, when both may be so. */
  void apply(LockedRoom room, StoredEvent redaction) {
    Pdu pdu = redaction.pdu();
    Optional<EventId> target =
        pdu.type().equals(EventTypes.REDACTION) ? pdu.redacts() : Optional.empty();
    if (target.isEmpty()) {
      return;
    }
    events.insertRedaction(target.get(), redaction.nid());
    events
        .find(room.id(), target.get())
        .filter(found -> !found.isRedacted() && mayRedact(room.state(), pdu, found.pdu()))
        .ifPresent(found -> redact(room, found, redaction));
  }

  /** What redactions do that were here before their target; whether one of them counted. */
  boolean applyWaiting(LockedRoom room, StoredEvent target) {
    Optional<StoredEvent> counting =
        events.redactionsOf(target.pdu().eventId()).stream()
            .filter(redaction -> redaction.isShown() && !target.isRedacted())
            .filter(redaction -> redaction.pdu().roomId().equals(room.id()))
            .filter(redaction -> mayRedact(room.state(), redaction.pdu(), target.pdu()))
            .findFirst();
    counting.ifPresent(redaction -> redact(room, target, redaction));
    return counting.isPresent();
  }

  /**
   * Up to room version 2 the authorisation rules judged it; later it counts when the sender may
   * redact others, or when both events come from one server. A create event stays whole: the room
   * rests on it.
   */
  private static boolean mayRedact(RoomState state, Pdu redaction, Pdu target) {
    if (target.type().equals(EventTypes.CREATE)) {
      return false;
    }
    PowerLevels levels = state.powerLevels();
    return redaction.roomVersion().redactionAuthorised()
        || levels.ofUser(redaction.sender()) >= levels.redact()
        || redaction.sender().server().equals(target.sender().server());
  }

  private void redact(LockedRoom room, StoredEvent target, StoredEvent redaction) {
    Pdu remains = target.pdu().redacted();
    events.redact(target.nid(), remains.bytes(), redaction.nid());
    recent.changed(room.id());
    Optional<StateKey> key = remains.asStateKey();
    boolean current =
        key.flatMap(k -> room.state().find(k.type(), k.key()))
            .filter(present -> present.nid() == target.nid())
            .isPresent();
    if (current) {
      room.redacted(
          new StoredEvent(
              target.nid(),
              target.position(),
              remains,
              target.stateGroup(),
              target.rejected(),
              target.softFailed(),
              target.replacesNid(),
              redaction.nid(),
              target.transaction()),
          redaction.nid());
    }
  }
}
