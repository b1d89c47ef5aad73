package org.konsil.web.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.client.KeyBackupResource;
import org.konsil.web.client.KeysResource;
import org.konsil.web.client.SendToDeviceResource;
import org.konsil.web.client.VersionsResource;

/**
 * The Matrix APIs. Resource classes are named one by one: WildFly would otherwise offer every
 * {@code @Path} class of the archive under every application.
 */
@ApplicationPath("/_matrix")
public class MatrixApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        // what every request passes
        AccessTokenFilter.class,
        CorsFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        // client-server API
        KeyBackupResource.class,
        KeysResource.class,
        SendToDeviceResource.class,
        VersionsResource.class);
  }
}
