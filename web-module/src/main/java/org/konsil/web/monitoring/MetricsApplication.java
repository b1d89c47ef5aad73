package org.konsil.web.monitoring;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.ErrorMapper;

/** What Prometheus collects: {@code /metrics}. */
@ApplicationPath("/metrics")
public class MetricsApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ErrorMapper.class, MetricsAccessFilter.class, MetricsResource.class);
  }
}
