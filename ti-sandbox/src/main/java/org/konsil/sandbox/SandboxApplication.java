package org.konsil.sandbox;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The control API; {@code /ti-sandbox/control}. */
@ApplicationPath("/control")
public class SandboxApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        DirectoryControlResource.class,
        IdpControlResource.class,
        KonnektorControlResource.class,
        LoopbackOnly.class);
  }
}
