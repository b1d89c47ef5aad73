package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.policy.PolicyService;
import org.konsil.room.ClientTransaction;
import org.konsil.room.EventRelation;
import org.konsil.room.LockedRoom;
import org.konsil.room.RelationReadService;
import org.konsil.room.RoomReadService;
import org.konsil.room.StoredEvent;

/** Messages and redactions of our own users: the way of a message (DESIGN, section 2). */
@Stateless
public class EventSendingService {
  @Inject RoomSending sending;
  @Inject RoomReadService reads;
  @Inject PolicyService policy;
  @Inject RelationReadService relations;

  /**
   * Sends a message event once, however often the same device repeats the request (I2).
   *
   * @throws MatrixException M_FORBIDDEN when the user may not; M_USER_SUSPENDED; M_TOO_LARGE;
   *     M_DUPLICATE_ANNOTATION for the second reaction of a user with one key to one event
   */
  public EventId send(
      Requester requester, RoomId roomId, String type, String txnId, ObjectNode content) {
    return send(requester, roomId, type, txnId, content, Optional.empty());
  }

  /**
   * As before.
   *
   * @param at when it happened, which only an application service may say
   */
  public EventId send(
      Requester requester,
      RoomId roomId,
      String type,
      String txnId,
      ObjectNode content,
      Optional<Instant> at) {
    ClientTransaction transaction = new ClientTransaction(requester.deviceId(), txnId);
    LockedRoom room = sending.lock(roomId);
    Optional<EventId> sent = reads.findSent(room, requester.user(), transaction);
    return sent.orElseGet(
        () -> sendNew(requester, room, type, content, transaction, requester.asserted(at)));
  }

  /**
   * Takes an event's content away. Own events always, others' with the power to redact.
   *
   * @throws MatrixException M_FORBIDDEN; M_NOT_FOUND when the room has no such event
   */
  public EventId redact(
      Requester requester, RoomId roomId, EventId target, String txnId, Optional<String> reason) {
    ClientTransaction transaction = new ClientTransaction(requester.deviceId(), txnId);
    LockedRoom room = sending.lock(roomId);
    Optional<EventId> sent = reads.findSent(room, requester.user(), transaction);
    return sent.orElseGet(() -> redactNew(requester, room, target, transaction, reason));
  }

  private EventId sendNew(
      Requester requester,
      LockedRoom room,
      String type,
      ObjectNode content,
      ClientTransaction transaction,
      Optional<Instant> at) {
    if (type.equals(EventTypes.REDACTION)) {
      return EventId.find(content.path("redacts").textValue())
          .map(target -> redactNew(requester, room, target, transaction, reason(content)))
          .orElseThrow(() -> MatrixException.badJson("A redaction names an event in 'redacts'"));
    }
    requester.requireNotSuspended();
    EventRelation.of(content)
        .filter(relation -> relation.type().equals("m.annotation"))
        .ifPresent(annotation -> requireFirst(requester, annotation));
    EventRelation.of(content)
        .filter(relation -> relation.type().equals("m.thread"))
        .ifPresent(thread -> requireRoot(room, thread));
    EventDraft draft = EventDraft.message(requester.user(), type, content).at(at);
    return sending.send(room, draft, Optional.of(transaction)).pdu().eventId();
  }

  private void requireFirst(Requester requester, EventRelation annotation) {
    if (relations.exists(requester.user(), annotation)) {
      throw MatrixException.of(
          ErrorCode.M_DUPLICATE_ANNOTATION, "You already reacted to this event with this key");
    }
  }

  /** No thread within a thread (client-server API, "Threading", validation by servers). */
  private void requireRoot(LockedRoom room, EventRelation thread) {
    reads
        .findEvent(room.id(), thread.relatesTo())
        .map(root -> root.pdu().content().path("m.relates_to"))
        .filter(relation -> relation.has("rel_type"))
        .ifPresent(
            relation -> {
              throw MatrixException.unknown(
                  "A thread cannot start at an event that has a relation");
            });
  }

  private EventId redactNew(
      Requester requester,
      LockedRoom room,
      EventId target,
      ClientTransaction transaction,
      Optional<String> reason) {
    if (!room.state().isJoined(requester.user())) {
      throw MatrixException.forbidden("You are not in this room");
    }
    StoredEvent redacted =
        reads
            .findEvent(room.id(), target)
            .orElseThrow(() -> MatrixException.notFound("The room has no such event"));
    requireMayRedact(requester, room, redacted);
    policy.checkRedaction(requester, redacted.pdu());
    ObjectNode content = Json.object();
    reason.ifPresent(text -> content.put("reason", text));
    StoredEvent redaction =
        sending.send(room, redaction(requester, target, content), Optional.of(transaction));
    if (policy.redactsEdits()) {
      edits(room, redacted)
          .forEach(
              edit -> sending.send(room, redaction(requester, edit, content), Optional.empty()));
    }
    return redaction.pdu().eventId();
  }

  private static EventDraft redaction(Requester requester, EventId target, ObjectNode content) {
    return new EventDraft(
        requester.user(),
        EventTypes.REDACTION,
        Optional.empty(),
        content,
        Optional.of(target),
        Optional.empty());
  }

  /** What the sender itself wrote in place of the event. */
  private List<EventId> edits(LockedRoom room, StoredEvent original) {
    return relations
        .children(room.id(), List.of(original.pdu().eventId()), List.of("m.replace"))
        .stream()
        .map(child -> child.event().pdu())
        .filter(pdu -> pdu.sender().equals(original.pdu().sender()))
        .map(Pdu::eventId)
        .toList();
  }

  private static void requireMayRedact(Requester requester, LockedRoom room, StoredEvent redacted) {
    boolean own = redacted.pdu().sender().equals(requester.user());
    long level = room.state().powerLevels().ofUser(requester.user());
    if (redacted.pdu().type().equals(EventTypes.CREATE)) {
      throw MatrixException.forbidden("A room's first event cannot be redacted");
    }
    if (!own) {
      requester.requireNotSuspended();
    }
    if (!own && level < room.state().powerLevels().redact()) {
      throw MatrixException.forbidden("You may not redact events of others");
    }
  }

  private static Optional<String> reason(ObjectNode content) {
    return Optional.ofNullable(content.path("reason").textValue());
  }
}
