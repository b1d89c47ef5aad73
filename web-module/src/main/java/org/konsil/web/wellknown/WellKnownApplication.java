package org.konsil.web.wellknown;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.CorsFilter;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyWriter;

/** What a domain publishes about itself. */
@ApplicationPath("/.well-known/matrix")
public class WellKnownApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        CorsFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyWriter.class,
        WellKnownResource.class);
  }
}
