package org.konsil.config;

import java.time.Instant;
import org.konsil.core.id.ServerName;

/** A messenger service: one Matrix server name with its own keys, users and rules. */
public record Domain(ServerName name, String displayName, Standing standing, Instant createdAt) {
  /** Whether a domain may be used. */
  public enum Standing {
    ACTIVE,
    /** Nobody of it may log in or call, and other servers do not reach it; nothing is lost. */
    SUSPENDED,
    /** Its accounts are being ended, one after the other. */
    REMOVING
  }

  /** One that is to be made. */
  public Domain(ServerName name, String displayName) {
    this(name, displayName, Standing.ACTIVE, Instant.EPOCH);
  }

  public boolean isActive() {
    return standing == Standing.ACTIVE;
  }
}
