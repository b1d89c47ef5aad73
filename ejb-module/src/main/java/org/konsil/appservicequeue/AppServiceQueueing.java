package org.konsil.appservicequeue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import org.konsil.room.NewRoomEvent;

/** Queues a new event for the services that it concerns. */
@ApplicationScoped
class AppServiceQueueing {
  @Inject AppServiceInterest interest;
  @Inject AppServiceQueueStore queue;
  @Inject AppServiceWorker worker;

  void added(@Observes NewRoomEvent news) {
    Set<String> services = interest.of(news);
    if (!services.isEmpty()) {
      queue.enqueue(services, news.event().nid());
    }
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewRoomEvent news) {
    interest.of(news).forEach(worker::nudge);
  }
}
