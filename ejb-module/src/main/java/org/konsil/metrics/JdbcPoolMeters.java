package org.konsil.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The connections of the datasource, as the server counts them: {@code jdbc_connections_*}. They
 * are NaN where the server keeps no statistics of the datasource.
 */
@ApplicationScoped
class JdbcPoolMeters implements MeterBinder {
  private static final String POOL =
      "jboss.as:subsystem=datasources,data-source=KonsilDS,statistics=pool";
  private static final Map<String, String> GAUGES =
      Map.of(
          "jdbc.connections.open", "ActiveCount",
          "jdbc.connections.active", "InUseCount",
          "jdbc.connections.idle", "IdleCount",
          "jdbc.connections.pending", "WaitCount",
          "jdbc.connections.free", "AvailableCount");

  private final MBeanServer management = ManagementFactory.getPlatformMBeanServer();

  @Override
  public void bindTo(MeterRegistry registry) {
    GAUGES.forEach(
        (name, attribute) ->
            Gauge.builder(name, () -> read(attribute)).tag("pool", "KonsilDS").register(registry));
  }

  private Double read(String attribute) {
    try {
      Object value = management.getAttribute(new ObjectName(POOL), attribute);
      return Double.valueOf(String.valueOf(value));
    } catch (JMException | NumberFormatException e) {
      return Double.NaN;
    }
  }
}
