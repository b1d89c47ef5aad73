package org.konsil.web.monitoring;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyWriter;

/** Health: {@code /health/live} and {@code /health/ready}. */
@ApplicationPath("/health")
public class HealthApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(ErrorMapper.class, JsonBodyWriter.class, HealthResource.class);
  }
}
