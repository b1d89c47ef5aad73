package org.konsil.web.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.http.AccessTokenFilter;
import org.konsil.web.http.DomainFilter;
import org.konsil.web.http.ErrorMapper;
import org.konsil.web.http.JsonBodyReader;
import org.konsil.web.http.JsonBodyWriter;

/** The administration API, for operators of the deployment and administrators of its domains. */
@ApplicationPath(AdministrationApplication.PREFIX)
public class AdministrationApplication extends Application {
  static final String PREFIX = "/_konsil/admin/v1";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccessTokenFilter.class,
        DomainFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        AuditResource.class,
        BackgroundWorkResource.class,
        DeploymentStatisticsResource.class,
        DirectoryEntriesResource.class,
        DomainResource.class,
        MediaResource.class,
        OpenApiResource.class,
        RegistrationTokensResource.class,
        RoomPurgesResource.class,
        RoomsResource.class,
        ServerNoticesResource.class,
        SigningKeysResource.class,
        StatisticsResource.class,
        StockDataResource.class,
        UserDevicesResource.class,
        UserResource.class,
        UsersResource.class);
  }
}
