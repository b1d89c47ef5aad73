package org.konsil.web.oauth;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.CorsFilter;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyReader;
import org.konsil.web.http.JsonBodyWriter;

/** The endpoints whose URLs the server metadata names. */
@ApplicationPath("/oauth2")
public class OAuthApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ClientRegistrationResource.class,
        CorsFilter.class,
        DeviceAuthorizationResource.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        TokenResource.class);
  }
}
