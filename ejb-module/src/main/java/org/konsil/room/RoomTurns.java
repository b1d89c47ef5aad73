package org.konsil.room;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.konsil.core.id.RoomId;

/**
 * The writers of one room on this node come one after the other before they ask the database for
 * the row lock, which alone decides: so a busy room holds one connection of the pool and not all of
 * them. Who waited for too long goes on and queues for the row lock.
 */
@ApplicationScoped
class RoomTurns {
  private static final long MAX_WAIT_SECONDS = 5;

  private final ConcurrentMap<RoomId, Turn> turns = new ConcurrentHashMap<>();

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  /** Whoever waits for or has a room's turn; ended by any thread, as transactions may be. */
  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  /** Returns when it is the running transaction's turn, which it keeps to its end. */
  void await(RoomId room) {
    if (isInTransaction() && !held().contains(room)) {
      Turn turn = enter(room);
      keep(room, turn, acquire(turn));
    }
  }

  /** Those of the rooms whose turn is free now, which the running transaction keeps to its end. */
  Set<RoomId> takeFree(Set<RoomId> rooms) {
    return isInTransaction()
        ? rooms.stream().filter(this::takeIfFree).collect(Collectors.toSet())
        : rooms;
  }

  private boolean takeIfFree(RoomId room) {
    if (held().contains(room)) {
      return true;
    }
    Turn turn = enter(room);
    boolean free = turn.free.tryAcquire();
    if (free) {
      keep(room, turn, true);
    } else {
      leave(room, turn);
    }
    return free;
  }

  private void keep(RoomId room, Turn turn, boolean has) {
    held().add(room);
    registry.registerInterposedSynchronization(new End(room, turn, has));
  }

  private boolean isInTransaction() {
    return registry != null && registry.getTransactionStatus() == Status.STATUS_ACTIVE;
  }

  @SuppressWarnings("unchecked")
  private Set<RoomId> held() {
    Set<RoomId> present = (Set<RoomId>) registry.getResource(this);
    if (present == null) {
      present = new HashSet<>();
      registry.putResource(this, present);
    }
    return present;
  }

  private Turn enter(RoomId room) {
    return turns.compute(
        room,
        (id, present) -> {
          Turn turn = present == null ? new Turn() : present;
          turn.users++;
          return turn;
        });
  }

  private static boolean acquire(Turn turn) {
    try {
      return turn.free.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void leave(RoomId room, Turn turn) {
    turns.computeIfPresent(room, (id, present) -> --turn.users == 0 ? null : present);
  }

  private final class End implements Synchronization {
    private final RoomId room;
    private final Turn turn;
    private final boolean has;

    private End(RoomId room, Turn turn, boolean has) {
      this.room = room;
      this.turn = turn;
      this.has = has;
    }

    @Override
    public void beforeCompletion() {
      // the turn ends with the row lock, after the commit
    }

    @Override
    public void afterCompletion(int status) {
      if (has) {
        turn.free.release();
      }
      leave(room, turn);
    }
  }
}
