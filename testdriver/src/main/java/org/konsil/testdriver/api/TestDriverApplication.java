package org.konsil.testdriver.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** One API for each domain and kind of client: {@code /testdriver/{domain}/{api}}. */
@ApplicationPath("/")
public class TestDriverApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccountResource.class,
        ClaimResource.class,
        DevicePathFilter.class,
        DevicesResource.class,
        DirectMessageResource.class,
        DirectoryResource.class,
        InfoResource.class,
        MediaResource.class,
        MessagesResource.class,
        OrganisationEntriesResource.class,
        PermissionResource.class,
        RefusalMapper.class,
        RoomsResource.class,
        UnexpectedMapper.class,
        UserSearchResource.class,
        WebRefusalMapper.class);
  }
}
