package org.konsil.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The one stream that all changes are numbered in. A position means "everything at or below it is
 * committed or rolled back" (I4): ids are reserved in one order and committed in another, so the
 * newest id is never handed to a reader.
 *
 * <p>A reservation is announced before the database is asked for its id: between the two, another
 * transaction may reserve, commit and be read. Until its id is known it holds the position at what
 * was known before it asked.
 */
@ApplicationScoped
public class StreamPositions {
  private static final String NEXT = "SELECT nextval('stream_id_seq') AS id";

  @Inject private Db db;
  @Inject private Wakeups wakeups;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  private final Set<Reservation> open = new HashSet<>();
  private final List<Pending> pending = new ArrayList<>();
  private long highest;

  /** For the container. */
  protected StreamPositions() {}

  /** For tests without a transaction manager: every id counts as committed at once. */
  public StreamPositions(Db db, Wakeups wakeups) {
    this.db = db;
    this.wakeups = wakeups;
    start();
  }

  @PostConstruct
  void start() {
    highest = db.get(NEXT, row -> row.number("id"));
  }

  /**
   * Reserves an id for a change of the running transaction and names who is to be woken once it is
   * committed. Ids within one room lock come in the room's order (I3).
   */
  public long next(WakeKey... who) {
    if (registry == null) {
      return nextWithoutTransaction(who);
    }
    Reservation reservation = reservation();
    long id = db.get(NEXT, row -> row.number("id"));
    synchronized (this) {
      reservation.reserved(id);
      highest = Math.max(highest, id);
    }
    reservation.who.addAll(Arrays.asList(who));
    return id;
  }

  /**
   * Numbers from the same sequence for rows that have no place in the stream, such as events of the
   * past: they hold no reader up.
   */
  public long[] numbers(int count) {
    String series = db.isPostgres() ? "generate_series(1, ?)" : "system_range(1, ?)";
    return db
        .query("SELECT nextval('stream_id_seq') AS id FROM " + series, r -> r.number("id"), count)
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  /** Adds readers that are to be woken by the running transaction. */
  public void wake(WakeKey... who) {
    wake(Arrays.asList(who));
  }

  /** Adds readers that are to be woken by the running transaction. */
  public void wake(Collection<WakeKey> who) {
    if (registry == null) {
      wakeups.wake(who);
    } else {
      reservation().who.addAll(who);
    }
  }

  /** The position up to which a reader may read. */
  public synchronized long current() {
    long position = highest;
    for (Reservation reservation : open) {
      position = Math.min(position, reservation.bound);
    }
    return position;
  }

  private long nextWithoutTransaction(WakeKey... who) {
    long id = db.get(NEXT, row -> row.number("id"));
    synchronized (this) {
      highest = Math.max(highest, id);
    }
    wakeups.wake(Arrays.asList(who));
    return id;
  }

  private Reservation reservation() {
    Reservation present = (Reservation) registry.getResource(this);
    if (present != null) {
      return present;
    }
    Reservation created = new Reservation();
    registry.registerInterposedSynchronization(created);
    registry.putResource(this, created);
    synchronized (this) {
      created.bound = highest;
      open.add(created);
    }
    return created;
  }

  private void ended(Reservation reservation, boolean committed) {
    List<WakeKey> ready = new ArrayList<>();
    synchronized (this) {
      open.remove(reservation);
      if (committed && !reservation.who.isEmpty()) {
        pending.add(new Pending(reservation.last, reservation.who));
      }
      long position = current();
      for (Iterator<Pending> it = pending.iterator(); it.hasNext(); ) {
        Pending next = it.next();
        if (next.position <= position) {
          ready.addAll(next.who);
          it.remove();
        }
      }
    }
    wakeups.wake(ready);
  }

  private record Pending(long position, Set<WakeKey> who) {}

  /** What one transaction has reserved. */
  private final class Reservation implements Synchronization {
    private final Set<WakeKey> who = new HashSet<>();
    private long bound;
    private long last;

    private void reserved(long id) {
      if (last == 0) {
        bound = id - 1;
      }
      last = id;
    }

    @Override
    public void beforeCompletion() {
      // nothing to write: the ids are in the rows
    }

    @Override
    public void afterCompletion(int status) {
      ended(this, status == Status.STATUS_COMMITTED);
    }
  }
}
