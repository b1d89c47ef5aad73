package org.konsil.jca.konnektor;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import javax.naming.Reference;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorNotConfiguredException;
import org.konsil.jca.api.KonnektorTarget;

/** The factory the application looks up; the container's pool stands behind it. */
final class PooledConnectionFactory implements KonnektorConnectionFactory {

  private static final long serialVersionUID = 1L;

  private final KonnektorManagedConnectionFactory factory;
  private final transient ConnectionManager connections;
  private Reference reference;

  PooledConnectionFactory(
      KonnektorManagedConnectionFactory factory, ConnectionManager connections) {
    this.factory = factory;
    this.connections = connections;
  }

  @Override
  public boolean configured() {
    return factory.hasAddress();
  }

  @Override
  public KonnektorTarget target() {
    return factory.describe();
  }

  @Override
  public KonnektorConnection getConnection() throws KonnektorException {
    return allocate(null);
  }

  @Override
  public KonnektorConnection getConnection(CallContext context) throws KonnektorException {
    return allocate(new ContextRequest(context));
  }

  private KonnektorConnection allocate(ConnectionRequestInfo request) throws KonnektorException {
    if (!configured()) {
      throw new KonnektorNotConfiguredException("no Konnektor is configured");
    }
    try {
      return (KonnektorConnection) connections.allocateConnection(factory, request);
    } catch (ResourceException e) {
      throw reason(e);
    }
  }

  /** Pools wrap what went wrong; our own exception is what the caller can act on. */
  private static KonnektorException reason(ResourceException wrapped) {
    Throwable at = wrapped;
    while (at != null && !(at instanceof KonnektorException)) {
      at = at.getCause();
    }
    return at instanceof KonnektorException ours
        ? ours
        : new KonnektorException("no connection to be had from the pool", wrapped);
  }

  @Override
  public void setReference(Reference given) {
    reference = given;
  }

  @Override
  public Reference getReference() {
    return reference;
  }
}
