package org.konsil.it.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The calls of all clients, over outages: a call that got no answer is made again once the server
 * is back, as a client's user would. Knows how far the clients are and who waits, so that the
 * server can be disturbed in the middle of something.
 */
final class Traffic {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private int outages;
  private int clients;
  private int underWay;
  private int steps;

  /** An answer in the end, however often it takes. */
  <T> T persist(Supplier<T> call) {
    while (true) {
      int before = outages();
      try {
        return call.get();
      } catch (UncheckedIOException | CompletionException e) {
        if (!(e.getCause() instanceof IOException)) {
          throw e;
        }
        await(() -> outages > before);
      }
    }
  }

  /** A client's step: counted while it is under way and when it is done. */
  void step(Runnable step) {
    change(() -> underWay++);
    try {
      step.run();
    } finally {
      change(
          () -> {
            underWay--;
            steps++;
          });
    }
  }

  void clientBegins() {
    change(() -> clients++);
  }

  void clientEnds() {
    change(() -> clients--);
  }

  /** The server answers again. */
  void serverIsBack() {
    change(() -> outages++);
  }

  /** Returns once so many steps are done in all, or all clients have ended. */
  void awaitSteps(int count) {
    await(() -> steps >= count || clients == 0);
  }

  /**
   * Returns once every client that has not ended is in a step; of a server that does not answer:
   * once all wait for it.
   *
   * @return how many they are
   */
  synchronized int awaitAllUnderWay() {
    await(() -> underWay == clients);
    return clients;
  }

  private synchronized int outages() {
    return outages;
  }

  private synchronized void change(Runnable change) {
    change.run();
    notifyAll();
  }

  private synchronized void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("it does not come to that");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
