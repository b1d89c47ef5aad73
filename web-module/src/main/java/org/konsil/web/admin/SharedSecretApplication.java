package org.konsil.web.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyReader;
import org.konsil.web.http.JsonBodyWriter;

/** The one operation of Synapse's administration API that tools use to set up accounts. */
@ApplicationPath("/_synapse/admin")
public class SharedSecretApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        SharedSecretResource.class);
  }
}
