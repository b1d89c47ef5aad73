package org.konsil.participation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.admission.AdmissionService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventTypes;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.ClientTransaction;

/**
 * Messages and redactions of our own users: the way of a message (DESIGN, section 2). What is
 * answered is committed; a caller's transaction has no part in it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventSendingService {
  @Inject AdmissionService admission;
  @Inject SendGroups groups;
  @Inject SendingTransactionService transactions;
  @Inject PolicySigning signing;

  /**
   * Sends a message event once, however often the same device repeats the request (I2).
   *
   * @throws MatrixException M_LIMIT_EXCEEDED; M_FORBIDDEN when the user may not; M_USER_SUSPENDED;
   *     M_TOO_LARGE; M_DUPLICATE_ANNOTATION for the second reaction of a user with one key to one
   *     event
   */
  public EventId send(
      Requester requester, RoomId room, String type, String txnId, ObjectNode content) {
    return send(requester, room, type, txnId, content, Optional.empty());
  }

  /**
   * As before.
   *
   * @param at when it happened, which only an application service may say
   */
  public EventId send(
      Requester requester,
      RoomId room,
      String type,
      String txnId,
      ObjectNode content,
      Optional<Instant> at) {
    admission.event(requester, room);
    ClientTransaction transaction = new ClientTransaction(requester.deviceId(), txnId);
    MessageSend send = new MessageSend(requester, room, type, content, transaction, at);
    return type.equals(EventTypes.REDACTION)
        ? signing.within(() -> transactions.send(send))
        : groups.send(send);
  }

  /**
   * Takes an event's content away. Own events always, others' with the power to redact.
   *
   * @throws MatrixException M_LIMIT_EXCEEDED; M_FORBIDDEN; M_NOT_FOUND when the room has no such
   *     event
   */
  public EventId redact(
      Requester requester, RoomId room, EventId target, String txnId, Optional<String> reason) {
    admission.event(requester, room);
    ClientTransaction transaction = new ClientTransaction(requester.deviceId(), txnId);
    return signing.within(() -> transactions.redact(requester, room, target, transaction, reason));
  }
}
