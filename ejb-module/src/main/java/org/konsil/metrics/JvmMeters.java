package org.konsil.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Memory, garbage collection, threads, processor, open files: {@code jvm_*}, {@code process_*}. */
@ApplicationScoped
class JvmMeters implements MeterBinder {
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  @Override
  public void bindTo(MeterRegistry registry) {
    List.of(
            new ClassLoaderMetrics(),
            new FileDescriptorMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            garbageCollection)
        .forEach(meters -> meters.bindTo(registry));
  }

  /** It listens to the JVM, which outlives the deployment. */
  @PreDestroy
  void stop() {
    garbageCollection.close();
  }
}
