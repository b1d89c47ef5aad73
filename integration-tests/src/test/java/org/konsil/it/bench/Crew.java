package org.konsil.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Threads with a connection each, which do the next piece of work as soon as the last is done. */
final class Crew implements AutoCloseable {
  private static final int MAX_ROUNDS = 4;

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;

  Crew(Target target, int size) {
    threads = Executors.newFixedThreadPool(size);
    for (int i = 0; i < size; i++) {
      connections.add(new Connection(target));
    }
  }

  /** One request; {@code number} counts over the whole crew. */
  interface Work {
    void run(Connection connection, long number);
  }

  /** What a run did. */
  record Done(long count, double seconds, Histogram micros) {
    double perSecond() {
      return count / seconds;
    }

    double percentileMillis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** Works for so long; a request that is under way at the end is counted with its whole time. */
  Done forSeconds(double seconds, Work work) {
    return run(Long.MAX_VALUE, System.nanoTime() + (long) (seconds * 1e9), work);
  }

  /**
   * The same load before the timed one: for so long, and up to four times that until so many
   * requests were answered. Compilers count requests, so a slow machine needs longer.
   */
  void warmUp(double seconds, long requests, Work work) {
    long done = 0;
    for (int round = 0; round < MAX_ROUNDS && (round == 0 || done < requests); round++) {
      long before = done;
      done += forSeconds(seconds, (c, number) -> work.run(c, number + before)).count();
    }
  }

  Done times(long count, Work work) {
    return run(count, Long.MAX_VALUE, work);
  }

  private Done run(long count, long end, Work work) {
    Histogram micros = new ConcurrentHistogram(120_000_000L, 3);
    AtomicLong numbers = new AtomicLong();
    long begin = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (Connection connection : connections) {
      running.add(
          threads.submit(
              () -> {
                long number;
                while (System.nanoTime() < end && (number = numbers.getAndIncrement()) < count) {
                  long start = System.nanoTime();
                  work.run(connection, number);
                  micros.recordValue((System.nanoTime() - start) / 1000);
                }
              }));
    }
    running.forEach(Crew::join);
    return new Done(micros.getTotalCount(), (System.nanoTime() - begin) / 1e9, micros);
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    connections.forEach(Connection::close);
  }
}
