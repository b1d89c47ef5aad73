package org.konsil.jca.cetp;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.api.CetpListener;

/** A message-driven bean and the listener that feeds it; without a port there is only the bean. */
public final class CetpEndpoint implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CetpEndpoint.class.getName());

  private final Optional<CetpServer> server;

  private CetpEndpoint(Optional<CetpServer> server) {
    this.server = server;
  }

  /**
   * @throws ResourceException when the port is taken or the TLS files cannot be used
   */
  public static CetpEndpoint open(
      CetpActivationSpec spec,
      CetpProperties adapter,
      WorkManager workManager,
      MessageEndpointFactory beans)
      throws ResourceException {
    Optional<CetpSettings> settings = spec.settings(adapter);
    if (settings.isEmpty()) {
      return new CetpEndpoint(Optional.empty());
    }
    try {
      CetpServer server =
          CetpServer.open(
              settings.get(), new ContainerThreads(workManager), event -> deliver(beans, event));
      LOG.log(
          Level.INFO, "CETP listener on {0}", settings.get().bindAddress() + ":" + server.port());
      return new CetpEndpoint(Optional.of(server));
    } catch (IOException | GeneralSecurityException e) {
      throw new ResourceException("CETP listener: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.ifPresent(CetpServer::close);
  }

  /** An event that cannot be delivered is lost, and may be: the next check reads the truth. */
  private static void deliver(MessageEndpointFactory beans, CetpEvent event) {
    try {
      MessageEndpoint bean = beans.createEndpoint(null);
      try {
        ((CetpListener) bean).onEvent(event);
      } finally {
        bean.release();
      }
    } catch (UnavailableException e) {
      LOG.log(Level.WARNING, "no bean for a CETP event", e);
    }
  }
}
