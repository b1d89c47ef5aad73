package org.konsil.web.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.client.ScheduledMessageResource;
import org.konsil.web.media.ResumableUploadResource;

/**
 * Operations of our own for clients, where the specification has none; docs/integration.md
 * describes them.
 */
@ApplicationPath("/_konsil")
public class KonsilApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessTokenFilter.class,
        CorsFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        RateLimitFilter.class,
        RequestMeterFilter.class,
        ResumableUploadResource.class,
        ScheduledMessageResource.class);
  }
}
