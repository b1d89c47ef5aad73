package org.konsil.web.tim;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.AccessTokenFilter;
import org.konsil.web.http.CorsFilter;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyWriter;
import org.konsil.web.http.RawDataFilter;
import org.konsil.web.http.RequestMeterFilter;

/** I_requestToken of the registration service; its address and form are our own choice. */
@ApplicationPath("/tim-registration")
public class RegServiceTokenApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessTokenFilter.class,
        CorsFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyWriter.class,
        RawDataFilter.class,
        RequestMeterFilter.class,
        RegServiceTokenResource.class);
  }
}
