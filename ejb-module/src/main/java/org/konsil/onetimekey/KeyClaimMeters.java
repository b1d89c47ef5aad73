package org.konsil.onetimekey;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys that were handed out for a first message, {@code konsil_e2ee_keys_claimed_total}: one-time
 * keys, fallback keys of devices that had no other left, and claims that found none.
 */
@ApplicationScoped
class KeyClaimMeters implements MeterBinder {
  private final LongAdder oneTime = new LongAdder();
  private final LongAdder fallback = new LongAdder();
  private final LongAdder none = new LongAdder();

  @Override
  public void bindTo(MeterRegistry registry) {
    register("one_time", oneTime, registry);
    register("fallback", fallback, registry);
    register("none", none, registry);
  }

  void count(boolean foundOneTime, boolean foundAny) {
    LongAdder otherwise = foundAny ? fallback : none;
    (foundOneTime ? oneTime : otherwise).increment();
  }

  private static void register(String kind, LongAdder count, MeterRegistry registry) {
    FunctionCounter.builder("konsil.e2ee.keys.claimed", count, LongAdder::sum)
        .description("Keys handed out for a first message")
        .tag("kind", kind)
        .register(registry);
  }
}
