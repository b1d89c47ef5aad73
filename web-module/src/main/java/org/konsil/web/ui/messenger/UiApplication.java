package org.konsil.web.ui.messenger;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyWriter;

/** What the script of our own pages asks of the server, apart from Matrix. */
@ApplicationPath("/ui/api")
public class UiApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        BrandingResource.class,
        ErrorMapper.class,
        JsonBodyWriter.class,
        LockResource.class,
        LoginTokenResource.class,
        SessionResource.class,
        StringsResource.class);
  }
}
