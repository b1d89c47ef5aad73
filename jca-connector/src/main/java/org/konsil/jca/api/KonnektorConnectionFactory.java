package org.konsil.jca.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/**
 * The pooled door to the Konnektor, bound at {@code java:/eis/Konnektor}.
 *
 * <p>The factory exists also where no Konnektor is configured, so that the application deploys
 * everywhere; ask {@link #configured()} before connecting.
 */
public interface KonnektorConnectionFactory extends Serializable, Referenceable {

  /** Whether an address of a Konnektor is set. Answers from configuration alone, no network. */
  boolean configured();

  /** What is configured, for display: never a password or key. */
  KonnektorTarget target();

  /**
   * Takes a connection with the configured call context out of the pool. Opening a new one reads
   * connector.sds, so this may take as long as the configured connect and read timeouts.
   *
   * @throws KonnektorNotConfiguredException when {@link #configured()} is false
   * @throws KonnektorUnreachableException when nobody answers or TLS is refused
   */
  KonnektorConnection getConnection() throws KonnektorException;

  /** The same with a call context of the caller's, say with the user id that a HBA needs. */
  KonnektorConnection getConnection(CallContext context) throws KonnektorException;
}
