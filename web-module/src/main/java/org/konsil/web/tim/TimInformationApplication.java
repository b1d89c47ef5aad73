package org.konsil.web.tim;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.CorsFilter;
import org.konsil.web.http.JsonBodyWriter;

/** I_TiMessengerInformation 1.0.0. */
@ApplicationPath("/tim-information")
public class TimInformationApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        CorsFilter.class,
        JsonBodyWriter.class,
        OpenIdTokenFilter.class,
        TimErrorMapper.class,
        TimInformationResource.class);
  }
}
