package org.konsil.jca.konnektor;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.konsil.jca.api.CallContext;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.KonnektorException;
import org.konsil.jca.api.KonnektorUnreachableException;

/** What the pool keeps: a Konnektor that was reached, until it no longer answers. */
final class KonnektorManagedConnection implements ManagedConnection {

  /** For how long an answer counts as proof that the Konnektor is there. */
  private static final Duration PROOF = Duration.ofSeconds(60);

  private final KonnektorManagedConnectionFactory factory;
  private final KonnektorSettings settings;
  private final KonnektorWire wire;
  private final Clock clock;
  private final Set<PooledConnection> handles = ConcurrentHashMap.newKeySet();
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Instant provedAt;
  private volatile boolean broken;
  private PrintWriter logWriter;

  KonnektorManagedConnection(
      KonnektorManagedConnectionFactory factory,
      KonnektorSettings settings,
      KonnektorWire wire,
      Clock clock) {
    this.factory = factory;
    this.settings = settings;
    this.wire = wire;
    this.clock = clock;
    this.provedAt = clock.instant();
  }

  /** A call over this connection. */
  interface Call<T> {
    T on(SoapCalls soap) throws KonnektorException;
  }

  /** Calls, and tells the pool when the connection turns out to be dead. */
  <T> T call(CallContext context, Call<T> call) throws KonnektorException {
    try {
      T answer = call.on(new SoapCalls(wire, context));
      provedAt = clock.instant();
      return answer;
    } catch (KonnektorUnreachableException | KonnektorAnswerException e) {
      broken = true;
      tell(ConnectionEvent.CONNECTION_ERROR_OCCURRED, null, e);
      throw e;
    }
  }

  KonnektorWire wire() {
    return wire;
  }

  boolean madeBy(KonnektorManagedConnectionFactory other) {
    return factory == other && !broken;
  }

  boolean stillValid() {
    if (!broken && provedAt.plus(PROOF).isBefore(clock.instant())) {
      try {
        wire.readDirectory();
        provedAt = clock.instant();
      } catch (KonnektorException e) {
        broken = true;
      }
    }
    return !broken;
  }

  /** A handle was closed by the application. */
  void closed(PooledConnection handle) {
    if (handles.remove(handle)) {
      tell(ConnectionEvent.CONNECTION_CLOSED, handle, null);
    }
  }

  @Override
  public Object getConnection(Subject subject, ConnectionRequestInfo request) {
    CallContext context =
        request instanceof ContextRequest wanted ? wanted.context() : settings.context();
    PooledConnection handle = new PooledConnection(this, context);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof PooledConnection handle)) {
      throw new ResourceException("not a connection of this adapter");
    }
    handle.moveTo(this);
    handles.add(handle);
  }

  void dissociated(PooledConnection handle) {
    handles.remove(handle);
  }

  @Override
  public void cleanup() {
    handles.forEach(PooledConnection::invalidate);
    handles.clear();
  }

  @Override
  public void destroy() {
    cleanup();
    broken = true;
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw new NotSupportedException("the Konnektor knows no transactions");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("the Konnektor knows no transactions");
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new ConnectionDescription(wire.directory().product());
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  private void tell(int what, PooledConnection handle, Exception cause) {
    ConnectionEvent event = new ConnectionEvent(this, what, cause);
    if (handle != null) {
      event.setConnectionHandle(handle);
    }
    for (ConnectionEventListener listener : listeners) {
      if (what == ConnectionEvent.CONNECTION_CLOSED) {
        listener.connectionClosed(event);
      } else {
        listener.connectionErrorOccurred(event);
      }
    }
  }
}
