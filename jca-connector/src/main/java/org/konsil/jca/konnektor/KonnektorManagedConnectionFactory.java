package org.konsil.jca.konnektor;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.konsil.jca.api.KonnektorException;

/**
 * Makes connections to the one Konnektor its properties name. Pool friendly: a connection proves
 * itself by reading connector.sds, and one that failed is handed to the pool for destruction, so
 * that a Konnektor which went away and came back needs nobody's help.
 */
@SuppressWarnings("serial")
public class KonnektorManagedConnectionFactory extends ConnectionProperties
    implements ManagedConnectionFactory, ValidatingManagedConnectionFactory {

  private final transient Clock clock;
  private transient KonnektorHttp http;
  private transient List<Object> httpVersion;
  private transient PrintWriter logWriter;

  /** For the container. */
  public KonnektorManagedConnectionFactory() {
    this(Clock.systemUTC());
  }

  KonnektorManagedConnectionFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Object createConnectionFactory(ConnectionManager connectionManager) {
    return new PooledConnectionFactory(this, connectionManager);
  }

  /** Outside a container: every connection is a new one. */
  @Override
  public Object createConnectionFactory() {
    return createConnectionFactory(
        new ConnectionManager() {
          @Override
          public Object allocateConnection(
              ManagedConnectionFactory factory, ConnectionRequestInfo request)
              throws ResourceException {
            return factory.createManagedConnection(null, request).getConnection(null, request);
          }
        });
  }

  @Override
  public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
      throws KonnektorException {
    KonnektorSettings settings = settings();
    return new KonnektorManagedConnection(
        this, settings, new KonnektorWire(settings, http(settings)), clock);
  }

  /** All connections of this factory are alike; the call context belongs to the handle. */
  @Override
  public ManagedConnection matchManagedConnections(
      @SuppressWarnings("rawtypes") Set candidates,
      Subject subject,
      ConnectionRequestInfo request) {
    for (Object candidate : candidates) {
      if (candidate instanceof KonnektorManagedConnection ours && ours.madeBy(this)) {
        return ours;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Set getInvalidConnections(Set connections) {
    Set invalid = new HashSet();
    for (Object one : connections) {
      if (one instanceof KonnektorManagedConnection ours && !ours.stillValid()) {
        invalid.add(ours);
      }
    }
    return invalid;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  /** One HTTP client for all connections; a new one when settings or a TLS file have changed. */
  private synchronized KonnektorHttp http(KonnektorSettings settings) throws KonnektorException {
    List<Object> version = List.of(settings, settings.tls().version());
    if (!version.equals(httpVersion)) {
      http = new KonnektorHttp(settings);
      httpVersion = version;
    }
    return http;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
