package org.konsil.it.support;

import java.nio.file.Path;

/** Where the things under test lie: the checkout and what the other modules built. */
public final class Checkout {
  private Checkout() {}

  /** The root of the checkout. */
  public static Path root() {
    return Path.of(System.getProperty("konsil.root", "..")).toAbsolutePath().normalize();
  }

  public static Path ear() {
    return root().resolve("ear/target/konsil.ear");
  }

  /** The WildFly that the scripts configured, as bin/server starts it. */
  public static Path server() {
    return root().resolve("wildfly-config/target/server");
  }
}
