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

/** The national directory, for our own client: its search, and the own entry there. */
@ApplicationPath("/tim-directory")
public class DirectorySearchApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessTokenFilter.class,
        CorsFilter.class,
        DirectorySearchResource.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        OwnEntryResource.class);
  }
}
