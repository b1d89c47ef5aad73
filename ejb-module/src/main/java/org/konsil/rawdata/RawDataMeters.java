package org.konsil.rawdata;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What was measured and lost, and what nobody takes: {@code konsil_raw_data_dropped_total}, {@code
 * konsil_raw_data_undelivered_seconds}.
 */
@ApplicationScoped
class RawDataMeters implements MeterBinder {
  @Inject private RawDataService measured;
  @Inject private RawDataDelivery delivery;

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("konsil.raw.data.dropped", measured, RawDataService::dropped)
        .description("Measured operations that found the buffer full")
        .register(registry);
    Gauge.builder("konsil.raw.data.undelivered", delivery, RawDataDelivery::behind)
        .baseUnit("seconds")
        .description("How old the oldest file is that this node has to deliver")
        .register(registry);
  }
}
