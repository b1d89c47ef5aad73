package org.konsil.appservicequeue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.konsil.appservice.AppService;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;
import org.konsil.ephemeral.PresenceChanged;
import org.konsil.ephemeral.Receipt;
import org.konsil.ephemeral.ReceiptStored;
import org.konsil.ephemeral.TypingChanged;
import org.konsil.ephemeral.TypingService;

/**
 * Queues typing, receipts and presence for the services that want them and that they concern.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/application-service-api/#pushing-ephemeral-data">Pushing
 *     ephemeral data</a>
 */
@ApplicationScoped
class EphemeralQueueing {
  private static final Duration TYPING_KEPT = Duration.ofMinutes(2);
  private static final Duration PRESENCE_KEPT = Duration.ofMinutes(10);
  private static final Duration RECEIPT_KEPT = Duration.ofDays(7);

  /** Without a transaction all observers are called at once: then this one after the others. */
  private static final int LAST = Interceptor.Priority.APPLICATION + 900;

  @Inject AppServiceInterest interest;
  @Inject AppServiceQueueStore queue;
  @Inject AppServiceWorker worker;
  @Inject TypingService typing;
  @Inject Clock clock;

  void typing(@Observes TypingChanged news) {
    List<AppService> told = interest.inEphemeral(news.room());
    if (!told.isEmpty()) {
      ObjectNode event = inRoom("m.typing", news.room());
      event.set("content", typing.content(news.room()));
      enqueue(told, "typing " + news.room(), event, TYPING_KEPT);
    }
  }

  void receipt(@Observes ReceiptStored news) {
    Receipt receipt = news.receipt();
    List<AppService> told = told(receipt);
    if (!told.isEmpty()) {
      ObjectNode event = inRoom("m.receipt", receipt.room());
      receipt.putInto(event.putObject("content"));
      String about = receipt.type() + "\n" + receipt.threadId().orElse("");
      enqueue(
          told,
          "receipt " + receipt.room() + "\n" + receipt.user() + "\n" + about,
          event,
          RECEIPT_KEPT);
    }
  }

  void presence(@Observes PresenceChanged news) {
    List<AppService> told = interest.inPresence(news.user());
    if (!told.isEmpty()) {
      ObjectNode event = Json.object().put("type", "m.presence").put("sender", news.user().value());
      event.set("content", news.presence().content(clock.millis()));
      enqueue(told, "presence " + news.user(), event, PRESENCE_KEPT);
    }
  }

  void typingNoted(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(LAST) TypingChanged news) {
    nudge();
  }

  void receiptNoted(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(LAST) ReceiptStored news) {
    nudge();
  }

  void presenceNoted(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) @Priority(LAST) PresenceChanged news) {
    nudge();
  }

  /** Private receipts are told only to the service whose user it is. */
  private List<AppService> told(Receipt receipt) {
    List<AppService> interested = interest.inEphemeral(receipt.room());
    return receipt.isPrivate()
        ? interested.stream().filter(service -> service.covers(receipt.user())).toList()
        : interested;
  }

  private static ObjectNode inRoom(String type, RoomId room) {
    return Json.object().put("type", type).put("room_id", room.value());
  }

  private void enqueue(List<AppService> told, String about, ObjectNode event, Duration kept) {
    String key = Sha256.hex(about.getBytes(StandardCharsets.UTF_8));
    byte[] body = Json.bytes(event);
    Instant now = clock.instant();
    told.forEach(service -> queue.enqueue(service.id(), key, body, now, now.plus(kept)));
  }

  /** All of them: who is concerned cannot be asked of the database once a transaction is over. */
  private void nudge() {
    interest.wantingEphemeral().forEach(service -> worker.nudge(service.id()));
  }
}
