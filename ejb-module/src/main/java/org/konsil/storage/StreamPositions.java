package org.konsil.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

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

  /** Some 20 MB when full. */
  private static final int KEPT_KEYS = 100_000;

  private final Set<Reservation> open = new HashSet<>();
  private final List<Pending> pending = new ArrayList<>();
  private long highest;
  private KeyPositions changes;

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
    changes = new KeyPositions(KEPT_KEYS, highest);
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
    if (reservation.ahead.isEmpty()) {
      long one = db.get(NEXT, row -> row.number("id"));
      reserve(reservation, one);
    }
    long id = reservation.ahead.remove();
    reservation.last = id;
    reservation.who.addAll(Arrays.asList(who));
    return id;
  }

  /**
   * The running transaction will call {@link #next} so often: the ids are fetched at once. What it
   * does not use is lost.
   */
  public void expect(int count) {
    if (registry != null && count > 1) {
      reserve(reservation(), numbers(count));
    }
  }

  private synchronized void reserve(Reservation reservation, long... ids) {
    reservation.reserved(ids);
    highest = Math.max(highest, ids[ids.length - 1]);
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
      noteChanged(who);
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

  /**
   * Whether a reader who stands at the position may find something new that this key was woken for.
   * False spares the reader the look; true is no promise.
   */
  public synchronized boolean changedAfter(WakeKey key, long position) {
    return changes.changedAfter(key, position);
  }

  /** As {@link #changedAfter(WakeKey, long)}, for several keys: those that may have changed. */
  public synchronized <T> List<T> changedAfter(
      Collection<T> all, Function<T, WakeKey> keyOf, long position) {
    return all.stream().filter(one -> changes.changedAfter(keyOf.apply(one), position)).toList();
  }

  /** Whether the running transaction has changed something of this key. */
  public boolean isTouched(WakeKey key) {
    if (registry == null || registry.getTransactionKey() == null) {
      return false;
    }
    Reservation present = (Reservation) registry.getResource(this);
    return present != null && present.who.contains(key);
  }

  /**
   * Runs once the running transaction is committed and before any reader is given its position. It
   * must not fail and not use the database.
   */
  public void beforeVisible(Runnable work) {
    if (registry == null) {
      work.run();
    } else {
      reservation().work.add(work);
    }
  }

  /** A change without an id of its own comes after all that is known. */
  private synchronized void noteChanged(Collection<WakeKey> who) {
    changes.changed(who, highest + 1);
  }

  private long nextWithoutTransaction(WakeKey... who) {
    long id = db.get(NEXT, row -> row.number("id"));
    synchronized (this) {
      highest = Math.max(highest, id);
      changes.changed(Arrays.asList(who), id);
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

  /** An outcome that nobody knows may be a change: whoever looks in vain has lost nothing. */
  private void ended(Reservation reservation, int status) {
    List<WakeKey> ready = new ArrayList<>();
    boolean changed = status != Status.STATUS_ROLLEDBACK;
    if (status == Status.STATUS_COMMITTED) {
      reservation.work.forEach(Runnable::run);
    }
    synchronized (this) {
      open.remove(reservation);
      if (changed && !reservation.who.isEmpty()) {
        changes.changed(reservation.who, reservation.last == 0 ? highest + 1 : reservation.last);
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
    private final List<Runnable> work = new ArrayList<>();
    private final Queue<Long> ahead = new ArrayDeque<>();
    private boolean knowsItsIds;
    private long bound;
    private long last;

    private void reserved(long... ids) {
      if (!knowsItsIds) {
        bound = ids[0] - 1;
        knowsItsIds = true;
      }
      for (long id : ids) {
        ahead.add(id);
      }
    }

    @Override
    public void beforeCompletion() {
      // nothing to write: the ids are in the rows
    }

    @Override
    public void afterCompletion(int status) {
      ended(this, status);
    }
  }
}
