package org.konsil.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.OutsideMembership;
import org.konsil.room.state.MembershipChange;

/**
 * Queues a new event for the pushers of the room's members, and of whom it invites. Rooms without
 * any pusher cost nothing; what the members' rules say is asked later, outside the transaction.
 */
@ApplicationScoped
class PushQueueing {
  @Inject private PusherIndex index;
  @Inject private PushQueueStore queue;
  @Inject private PushWorker worker;
  @Inject private Clock clock;

  void added(@Observes NewRoomEvent news) {
    List<Long> pushers = pushers(news);
    if (!pushers.isEmpty()) {
      queue.insert(pushers, news.room(), news.event().pdu().eventId(), clock.instant());
    }
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewRoomEvent news) {
    if (!pushers(news).isEmpty()) {
      worker.nudge();
    }
  }

  /** An invite to a room that this server is not in rings as any other does. */
  void invitedElsewhere(@Observes OutsideMembership news) {
    List<Long> pushers = pushers(news);
    if (!pushers.isEmpty()) {
      queue.insert(pushers, news.room(), news.event(), clock.instant());
    }
  }

  void invitedElsewhereCommitted(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) OutsideMembership news) {
    if (!pushers(news).isEmpty()) {
      worker.nudge();
    }
  }

  private List<Long> pushers(OutsideMembership news) {
    return news.membership().equals("invite")
        ? index.pushers().getOrDefault(news.user(), List.of())
        : List.of();
  }

  private List<Long> pushers(NewRoomEvent news) {
    Map<UserId, List<Long>> all = index.pushers();
    if (all.isEmpty() || !news.event().isShown()) {
      return List.of();
    }
    List<Long> found = new ArrayList<>();
    Optional<UserId> invited =
        news.membership().filter(m -> m.after().equals("invite")).map(MembershipChange::user);
    UserId sender = news.event().pdu().sender();
    all.forEach(
        (user, ids) -> {
          boolean concerned =
              news.state().isJoined(user) || invited.filter(user::equals).isPresent();
          if (concerned && !user.equals(sender)) {
            found.addAll(ids);
          }
        });
    return found;
  }
}
