package org.konsil.ws;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.AccessTokenService;
import org.konsil.config.StopNotice;
import org.konsil.core.error.MatrixException;

/**
 * The open sockets of this node. Every few seconds each socket's token is looked at again, so a
 * token that expires or is revoked, on any node, closes its socket even when nothing is sent.
 */
@ApplicationScoped
public class Connections {
  private static final Logger LOG = Logger.getLogger(Connections.class.getName());
  private static final long CHECK_SECONDS = 2;
  private static final Duration TIME_TO_AUTHENTICATE = Duration.ofSeconds(10);

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  @Inject private AccessTokenService tokens;
  @Inject private StopNotice stopNotice;
  @Inject private Clock clock;
  @Resource private ManagedScheduledExecutorService scheduler;
  private ScheduledFuture<?> nextCheck;

  @PostConstruct
  void start() {
    stopNotice.whenStopping(this::closeAll);
  }

  void opened(Connection connection) {
    connection.mustAuthenticateBy(clock.instant().plus(TIME_TO_AUTHENTICATE));
    open.add(connection);
    scheduleCheck();
  }

  void closed(Connection connection) {
    open.remove(connection);
    connection.stopWaiting();
  }

  /** How many sockets are open here; for the metrics. */
  public int count() {
    return open.size();
  }

  /** The server stops: the clients come back to another node. */
  private void closeAll() {
    cancelCheck();
    open.forEach(connection -> connection.close(Connection.GOING_AWAY, "the server stops"));
  }

  /** Nothing is scheduled while nobody is there. */
  private synchronized void scheduleCheck() {
    if (nextCheck == null && !open.isEmpty()) {
      nextCheck = scheduler.schedule(this::checkAll, CHECK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private synchronized void cancelCheck() {
    if (nextCheck != null) {
      nextCheck.cancel(false);
      nextCheck = null;
    }
  }

  private void checkAll() {
    try {
      open.forEach(this::check);
    } catch (RuntimeException e) {
      // A database that is away must not end the checks for good.
      LOG.log(Level.WARNING, e, () -> "tokens of open sockets could not be checked");
    } finally {
      cancelCheck();
      scheduleCheck();
    }
  }

  private void check(Connection connection) {
    if (connection.isAuthenticated()) {
      checkToken(connection);
    } else if (connection.isTooLate(clock.instant())) {
      connection.close(Connection.UNAUTHORISED, "no access token came");
    }
  }

  private void checkToken(Connection connection) {
    try {
      tokens.authenticate(connection.token());
    } catch (MatrixException e) {
      connection.close(Connection.UNAUTHORISED, e.code().name());
    }
  }
}
