package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.policy.PolicyService;
import org.konsil.room.EventAppendService;
import org.konsil.room.LockedRoom;
import org.konsil.room.NewEvent;
import org.konsil.room.RoomReadService;
import org.konsil.room.SentKey;
import org.konsil.room.event.ClientTransaction;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.relation.EventRelation;
import org.konsil.room.relation.RelationReadService;

/**
 * The transactions that put messages and redactions into rooms: of one, or of several messages at
 * once. Nothing is written for a message that is refused, so that it does not cost the others
 * theirs.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SendingTransactionService {
  @Inject EventAppendService append;
  @Inject RoomSending sending;
  @Inject RoomReadService reads;
  @Inject PolicyService policy;
  @Inject RelationReadService relations;

  /** One message, or what an equal request before it has sent. */
  public EventId send(MessageSend send) {
    LockedRoom room = sending.lock(send.room());
    return reads.findSent(send.key(room)).orElseGet(() -> sendNew(room, send));
  }

  /** Messages into whichever rooms nobody else is writing; the others are not tried. */
  public List<SendOutcome> sendTogether(List<MessageSend> sends) {
    Set<RoomId> rooms = sends.stream().map(MessageSend::room).collect(Collectors.toSet());
    return sendAll(append.lockFree(rooms), sends);
  }

  /** Messages into one room, as soon as nobody else is writing it. */
  public List<SendOutcome> sendInto(RoomId room, List<MessageSend> sends) {
    return sendAll(append.find(room).map(locked -> Map.of(room, locked)).orElse(Map.of()), sends);
  }

  private List<SendOutcome> sendAll(Map<RoomId, LockedRoom> rooms, List<MessageSend> sends) {
    List<SentKey> keys =
        sends.stream()
            .filter(send -> rooms.containsKey(send.room()))
            .map(send -> send.key(rooms.get(send.room())))
            .toList();
    Map<SentKey, EventId> sent = new HashMap<>(reads.findSent(keys));
    append.expect(keys.size() - sent.size());
    return sends.stream()
        .map(
            send ->
                Optional.ofNullable(rooms.get(send.room()))
                    .map(room -> outcome(room, send, sent))
                    .orElseGet(SendOutcome.NotTried::new))
        .toList();
  }

  private SendOutcome outcome(LockedRoom room, MessageSend send, Map<SentKey, EventId> sent) {
    if (room.state().policyServer().isPresent()) {
      return new SendOutcome.NotTried();
    }
    SentKey key = send.key(room);
    if (!sent.containsKey(key)) {
      NewEvent event;
      try {
        event = decide(room, send);
      } catch (MatrixException refused) {
        return new SendOutcome.Refused(refused);
      }
      sent.put(key, append.append(room, List.of(event)).get(0).pdu().eventId());
    }
    return new SendOutcome.Sent(sent.get(key));
  }

  /** Takes an event's content away, as {@link EventSendingService#redact} says. */
  public EventId redact(
      Requester requester,
      RoomId roomId,
      EventId target,
      ClientTransaction transaction,
      Optional<String> reason) {
    LockedRoom room = sending.lock(roomId);
    Optional<EventId> sent =
        reads.findSent(new SentKey(room, requester.user(), EventTypes.REDACTION, transaction));
    // another event under the same name is another request; only the first is known by it
    Optional<ClientTransaction> name =
        sent.isPresent() ? Optional.empty() : Optional.of(transaction);
    return sent.filter(known -> redacts(known, target))
        .orElseGet(() -> redactNew(requester, room, target, name, reason));
  }

  private EventId sendNew(LockedRoom room, MessageSend send) {
    if (send.type().equals(EventTypes.REDACTION)) {
      return EventId.find(send.content().path("redacts").textValue())
          .map(
              target ->
                  redactNew(
                      send.requester(),
                      room,
                      target,
                      Optional.of(send.transaction()),
                      reason(send.content())))
          .orElseThrow(() -> MatrixException.badJson("A redaction names an event in 'redacts'"));
    }
    return sending.append(room, decide(room, send)).pdu().eventId();
  }

  /** The event that the message becomes; writes nothing. */
  private NewEvent decide(LockedRoom room, MessageSend send) {
    Requester requester = send.requester();
    requester.requireNotSuspended();
    Optional<EventRelation> relation = EventRelation.of(send.content());
    relation
        .filter(annotation -> annotation.type().equals("m.annotation"))
        .ifPresent(annotation -> requireFirst(requester, send.type(), annotation));
    relation
        .filter(thread -> thread.type().equals("m.thread"))
        .ifPresent(thread -> requireRoot(room, thread));
    EventDraft draft =
        EventDraft.message(requester.user(), send.type(), send.content())
            .at(requester.asserted(send.at()));
    return new NewEvent(sending.prepare(room, draft), Optional.of(send.transaction()));
  }

  private void requireFirst(Requester requester, String type, EventRelation annotation) {
    if (relations.exists(requester.user(), type, annotation)) {
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

  private boolean redacts(EventId redaction, EventId target) {
    return reads
        .findEvent(redaction)
        .flatMap(found -> found.pdu().redacts())
        .filter(target::equals)
        .isPresent();
  }

  private EventId redactNew(
      Requester requester,
      LockedRoom room,
      EventId target,
      Optional<ClientTransaction> transaction,
      Optional<String> reason) {
    sending.requireJoined(room, requester.user());
    StoredEvent redacted =
        reads
            .findEvent(room.id(), target)
            .orElseThrow(() -> MatrixException.notFound("The room has no such event"));
    requireMayRedact(requester, room, redacted);
    policy.checkRedaction(requester, redacted.pdu());
    ObjectNode content = Json.object();
    reason.ifPresent(text -> content.put("reason", text));
    StoredEvent redaction = sending.send(room, redaction(requester, target, content), transaction);
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
