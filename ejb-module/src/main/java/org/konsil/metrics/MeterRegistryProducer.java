package org.konsil.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** The one registry of the deployment. */
@ApplicationScoped
class MeterRegistryProducer {
  private PrometheusMeterRegistry registry;

  @PostConstruct
  void start() {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /** As itself and not as a proxy: it is asked for every request. */
  @Produces
  MeterRegistry registry() {
    return registry;
  }

  PrometheusMeterRegistry prometheus() {
    return registry;
  }
}
