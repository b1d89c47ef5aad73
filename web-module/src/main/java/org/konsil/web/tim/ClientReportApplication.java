package org.konsil.web.tim;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.AccessTokenFilter;
import org.konsil.web.http.CorsFilter;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyReader;
import org.konsil.web.http.JsonBodyWriter;

/** Structured Data Client Report API 1.0.0. */
@ApplicationPath("/report")
public class ClientReportApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessTokenFilter.class,
        ClientReportResource.class,
        CorsFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class);
  }
}
