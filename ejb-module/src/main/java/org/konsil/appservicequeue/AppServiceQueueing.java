package org.konsil.appservicequeue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.OutsideMembership;
import org.konsil.room.RoomReadService;

/**
 * Queues a new event for the services that it concerns; an invite to a room that this server is not
 * in concerns a service as any other does.
 */
@ApplicationScoped
class AppServiceQueueing {
  @Inject AppServiceInterest interest;
  @Inject AppServiceQueueStore queue;
  @Inject AppServiceWorker worker;
  @Inject RoomReadService rooms;

  void added(@Observes NewRoomEvent news) {
    Set<String> services = interest.of(news);
    if (!services.isEmpty()) {
      queue.enqueue(services, news.event().nid());
    }
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewRoomEvent news) {
    interest.of(news).forEach(worker::nudge);
  }

  void changedElsewhere(@Observes OutsideMembership news) {
    Set<String> services = interest.of(news);
    if (!services.isEmpty()) {
      rooms
          .findEvent(news.room(), news.event())
          .ifPresent(event -> queue.enqueue(services, event.nid()));
    }
  }

  void committedElsewhere(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) OutsideMembership news) {
    interest.of(news).forEach(worker::nudge);
  }
}
