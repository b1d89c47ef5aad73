package org.konsil.participation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;

/**
 * Messages that arrive while others are being written share the next transaction (ADR 15): those of
 * all rooms that are free, and of a room that somebody holds those that wait for it, so that nobody
 * waits for a room that is not the sender's own. What cannot be written together is sent alone.
 */
@ApplicationScoped
class SendGroups {
  private static final Logger LOG = Logger.getLogger(SendGroups.class.getName());

  private static final int MAX_TOGETHER = 64;

  /** A lane is nearly one processor's work, and fuller lots cost less than more lanes bring. */
  private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

  private final Batches<Integer, MessageSend, SendOutcome> lanes = new Batches<>(MAX_TOGETHER);
  private final Batches<RoomId, MessageSend, SendOutcome> held = new Batches<>(MAX_TOGETHER);

  @Inject SendingTransactionService transactions;
  @Inject PolicySigning signing;

  /** Returns when the message is durable; throws what the sender is to be told. */
  EventId send(MessageSend send) {
    RoomId room = send.room();
    SendOutcome outcome =
        lanes.join(
            Math.floorMod(room.hashCode(), LANES), send, together(transactions::sendTogether));
    if (outcome instanceof SendOutcome.NotTried) {
      outcome = held.join(room, send, together(sends -> transactions.sendInto(room, sends)));
    }
    if (outcome instanceof SendOutcome.Refused refused) {
      throw refused.reason();
    }
    return outcome instanceof SendOutcome.Sent sent
        ? sent.event()
        : signing.within(() -> transactions.send(send));
  }

  /** A transaction that fails says nothing about the single message. */
  private static Function<List<MessageSend>, List<SendOutcome>> together(
      Function<List<MessageSend>, List<SendOutcome>> transaction) {
    return sends -> {
      try {
        return transaction.apply(sends);
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "messages were not written together and go alone", e);
        return sends.stream().<SendOutcome>map(send -> new SendOutcome.NotTried()).toList();
      }
    };
  }
}
