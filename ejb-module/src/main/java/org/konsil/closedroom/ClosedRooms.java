package org.konsil.closedroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/**
 * Which rooms are closed to whom. Asked for every event, so answers are kept for ten seconds: so
 * long may a closing on another node stay unseen here.
 */
@ApplicationScoped
public class ClosedRooms {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int KEPT_ROOMS = 20_000;

  private final Cache<RoomId, List<ClosedRoom>> closed =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_ROOMS).build();

  @Inject private ClosedRoomStore store;
  @Inject private Event<ClosedRoomChanged> changed;

  /**
   * Refuses what users of a domain may not do in a room that is closed to them.
   *
   * @throws MatrixException M_FORBIDDEN with the explanation of who closed it
   */
  public void requireOpen(RoomId room, ServerName domain) {
    find(room, domain)
        .ifPresent(
            closing -> {
              throw MatrixException.forbidden(
                  "This room has been closed by the administration"
                      + (closing.reason().isEmpty() ? "" : ": " + closing.reason()));
            });
  }

  /** The domain's own closing, or the one for all. */
  public Optional<ClosedRoom> find(RoomId room, ServerName domain) {
    List<ClosedRoom> present = closed.getIfPresent(room);
    if (present == null) {
      present = store.ofRoom(room);
      closed.put(room, present);
    }
    return present.stream()
        .filter(closing -> closing.domain().map(domain::equals).orElse(true))
        .findFirst();
  }

  /** A page of the rooms that are closed to a domain, the newest first. */
  public List<ClosedRoom> page(ServerName domain, int first, int count) {
    return store.page(domain, first, count);
  }

  public long count(ServerName domain) {
    return store.count(domain);
  }

  /** Nothing happens when the room is closed to the domain already. */
  public void close(ClosedRoom closing) {
    store.insert(closing);
    tell(closing.room());
  }

  public void open(RoomId room, ServerName domain) {
    store.delete(room, domain);
    tell(room);
  }

  /** Takes back what was closed to all domains; what a domain closed for itself stays. */
  public void openToAll(RoomId room) {
    store.deleteOfAll(room);
    tell(room);
  }

  private void tell(RoomId room) {
    closed.invalidate(room);
    changed.fire(new ClosedRoomChanged(room));
  }

  /** Again when the transaction is over: a reader in between may have kept what was before. */
  void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) ClosedRoomChanged change) {
    closed.invalidate(change.room());
  }
}
