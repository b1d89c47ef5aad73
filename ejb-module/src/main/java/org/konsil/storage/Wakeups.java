package org.konsil.storage;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Readers that wait for news, without a thread each. A reader listens first, then reads, then
 * waits: what is committed in between wakes it. A wake-up carries no content, it only says "read
 * again".
 */
@ApplicationScoped
public class Wakeups {
  private static final Logger LOG = Logger.getLogger(Wakeups.class.getName());

  private final ConcurrentMap<WakeKey, Set<Listening>> listenings = new ConcurrentHashMap<>();

  @Resource private ManagedExecutorService managedExecutor;
  private Executor testExecutor;

  /** For the container. */
  protected Wakeups() {}

  /** For tests. */
  public Wakeups(Executor executor) {
    this.testExecutor = executor;
  }

  /**
   * Calls back once, on an executor's thread, when any of the keys is woken. Close the result when
   * the reader is answered or gone, or it stays registered.
   */
  public Listening listen(Collection<WakeKey> keys, Runnable callback) {
    Listening listening = new Listening(List.copyOf(keys), callback);
    for (WakeKey key : listening.keys) {
      listenings.compute(
          key,
          (k, present) -> {
            Set<Listening> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(listening);
            return set;
          });
    }
    return listening;
  }

  /** Wakes every reader of the keys; returns at once. */
  public void wake(Collection<WakeKey> keys) {
    for (WakeKey key : keys) {
      Set<Listening> waiting = listenings.get(key);
      if (waiting != null) {
        waiting.forEach(Listening::fire);
      }
    }
  }

  /** How many readers wait; for the metrics. */
  public int waiting() {
    return (int) listenings.values().stream().flatMap(Set::stream).distinct().count();
  }

  /** One reader's registration. */
  public final class Listening implements AutoCloseable {
    private final List<WakeKey> keys;
    private final Runnable callback;
    private final AtomicBoolean done = new AtomicBoolean();

    private Listening(List<WakeKey> keys, Runnable callback) {
      this.keys = keys;
      this.callback = callback;
    }

    private void fire() {
      if (done.compareAndSet(false, true)) {
        try {
          (testExecutor == null ? managedExecutor : testExecutor).execute(callback);
        } catch (RejectedExecutionException e) {
          // The server stops. What was committed must not look failed, and the reader asks again.
          LOG.log(Level.FINE, e, () -> "a reader was not woken");
        }
      }
    }

    @Override
    public void close() {
      done.set(true);
      for (WakeKey key : keys) {
        listenings.computeIfPresent(
            key,
            (k, set) -> {
              set.remove(this);
              return set.isEmpty() ? null : set;
            });
      }
    }
  }
}
