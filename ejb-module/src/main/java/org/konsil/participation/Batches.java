package org.konsil.participation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Callers with the same key share the work: who finds nobody at it does it at once, and whoever
 * comes meanwhile is done with the next lot. A caller alone waits for nobody; the busier a key, the
 * larger the lots.
 *
 * @param <K> what the callers have in common
 * @param <T> what each brings
 * @param <R> what each takes home
 */
final class Batches<K, T, R> {
  private final int largest;

  /** The callers that wait; a key that nobody is at has no entry. */
  private final Map<K, Deque<Waiting<T, R>>> lines = new HashMap<>();

  Batches(int largest) {
    this.largest = largest;
  }

  /** Ends with the caller's result, or with an empty hand and the duty to lead the next lot. */
  private record Waiting<T, R>(T item, CompletableFuture<Turn<R>> turn) {
    Waiting(T item) {
      this(item, new CompletableFuture<>());
    }
  }

  private record Turn<R>(R result, boolean leads) {}

  /**
   * Does the work, or has it done by another caller.
   *
   * @param work of a lot, in the order of arrival; results in the same order. What it throws, every
   *     caller of the lot is thrown.
   */
  R join(K key, T item, Function<List<T>, List<R>> work) {
    Waiting<T, R> own = new Waiting<>(item);
    if (!begins(key, own)) {
      Turn<R> turn = own.turn.join();
      if (!turn.leads()) {
        return turn.result();
      }
    }
    List<Waiting<T, R>> lot = lot(key, own);
    try {
      List<R> results = work.apply(lot.stream().map(Waiting::item).toList());
      for (int i = 1; i < lot.size(); i++) {
        lot.get(i).turn.complete(new Turn<>(results.get(i), false));
      }
      return results.get(0);
    } catch (RuntimeException | Error e) {
      lot.forEach(waiting -> waiting.turn.completeExceptionally(e));
      throw e;
    } finally {
      passOn(key);
    }
  }

  /** How many callers wait for the next lot. */
  synchronized int waiting(K key) {
    return lines.containsKey(key) ? lines.get(key).size() : 0;
  }

  private synchronized boolean begins(K key, Waiting<T, R> own) {
    Deque<Waiting<T, R>> line = lines.get(key);
    if (line == null) {
      lines.put(key, new ArrayDeque<>());
      return true;
    }
    line.add(own);
    return false;
  }

  private synchronized List<Waiting<T, R>> lot(K key, Waiting<T, R> own) {
    List<Waiting<T, R>> lot = new ArrayList<>(List.of(own));
    Deque<Waiting<T, R>> line = lines.get(key);
    while (!line.isEmpty() && lot.size() < largest) {
      lot.add(line.poll());
    }
    return lot;
  }

  private void passOn(K key) {
    Waiting<T, R> next;
    synchronized (this) {
      next = lines.get(key).poll();
      if (next == null) {
        lines.remove(key);
        return;
      }
    }
    next.turn.complete(new Turn<>(null, true));
  }
}
