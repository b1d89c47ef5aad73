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
import org.konsil.jca.api.KonnektorUnreachableException;

/**
 * Makes connections to the Konnektor its properties name; of several, to the first that answers.
 * Pool friendly: a connection proves itself by reading connector.sds, and one that failed is handed
 * to the pool for destruction, so that a Konnektor which went away and came back needs nobody's
 * help. Card handles and subscriptions are a single Konnektor's: what one connection told counts on
 * that connection alone.
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
    KonnektorUnreachableException away = null;
    for (KonnektorSettings settings : alternatives()) {
      try {
        KonnektorWire wire = new KonnektorWire(settings, http(settings));
        return new KonnektorManagedConnection(this, settings, wire, clock);
      } catch (KonnektorUnreachableException e) {
        if (away != null) {
          e.addSuppressed(away);
        }
        away = e;
      }
    }
    throw away;
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
    List<Object> version =
        List.of(
            settings.secure(),
            settings.tls(),
            settings.tls().version(),
            settings.connectTimeout(),
            settings.readTimeout());
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
