package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.konsil.core.id.ServerName;

/**
 * Takes what was measured (A_22005). It costs the caller one entry in a bounded buffer: what finds
 * the buffer full is counted and dropped, so that reporting never stands in the way of a message.
 */
@ApplicationScoped
public class RawDataService {
  private static final int MOST = 50_000;
  private static final int DONE = 200;
  private static final int REFUSED = 400;

  private final BlockingQueue<Measurement> buffer = new ArrayBlockingQueue<>(MOST);
  private final LongAdder dropped = new LongAdder();
  private boolean enabled;
  private Clock clock;

  protected RawDataService() {}

  @Inject
  RawDataService(RawDataSettings settings, Clock clock) {
    this.enabled = settings.enabled();
    this.clock = clock;
  }

  /** Whether anything is measured at all. */
  public boolean enabled() {
    return enabled;
  }

  public void record(Measurement measurement) {
    if (enabled && !buffer.offer(measurement)) {
      dropped.increment();
    }
  }

  /** Something that takes time. */
  public interface Work<T, X extends Exception> {
    T run() throws X;
  }

  /**
   * Does the work and takes how long it took, as 200 or, when it fails, as 400.
   *
   * @param domain the messenger service that it is about, where there is one
   * @param owner the organisation, by the result; empty when the domain's is meant
   */
  public <T, X extends Exception> T measure(
      RawDataOperation operation,
      Optional<ServerName> domain,
      Function<T, Optional<Organisations.Owner>> owner,
      Work<T, X> work)
      throws X {
    long start = clock.millis();
    Optional<Organisations.Owner> known = Optional.empty();
    int status = REFUSED;
    try {
      T result = work.run();
      known = owner.apply(result);
      status = DONE;
      return result;
    } finally {
      record(
          new Measurement(
              operation, domain, known, start, clock.millis() - start, status, 0, 0, ""));
    }
  }

  /** What came since it was last asked. */
  List<Measurement> drain() {
    List<Measurement> taken = new ArrayList<>();
    buffer.drainTo(taken);
    return taken;
  }

  long dropped() {
    return dropped.sum();
  }
}
