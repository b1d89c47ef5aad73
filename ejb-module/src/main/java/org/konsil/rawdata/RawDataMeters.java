package org.konsil.rawdata;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What was measured and lost: {@code konsil_raw_data_dropped_total}. */
@ApplicationScoped
class RawDataMeters implements MeterBinder {
  @Inject private RawDataService measured;

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("konsil.raw.data.dropped", measured, RawDataService::dropped)
        .description("Measured operations that found the buffer full")
        .register(registry);
  }
}
