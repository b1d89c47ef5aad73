package org.konsil.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Binds every meter at the start, and hands all of them out. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MetricsService {
  /** Of the text that {@link #text} gives. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  @Inject private MeterRegistryProducer registries;
  @Inject @Any private Instance<MeterBinder> binders;

  @PostConstruct
  void bind() {
    for (MeterBinder binder : binders) {
      binder.bindTo(registries.prometheus());
    }
  }

  /** All meters in the text format of Prometheus. */
  public String text() {
    return registries.prometheus().scrape();
  }
}
