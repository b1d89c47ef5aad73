package org.konsil.ws;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.AccessTokenService;
import org.konsil.core.error.MatrixException;

/**
 * The open sockets of this node. Every few seconds each socket's token is looked at again, so a
 * token that expires or is revoked, on any node, closes its socket even when nothing is sent.
 */
@ApplicationScoped
public class Connections {
  private static final Logger LOG = Logger.getLogger(Connections.class.getName());
  private static final long CHECK_SECONDS = 2;
  private static final long AUTH_SECONDS = 10;

  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  @Inject private AccessTokenService tokens;
  @Resource private ManagedScheduledExecutorService scheduler;
  private ScheduledFuture<?> check;

  @PostConstruct
  void start() {
    check =
        scheduler.scheduleWithFixedDelay(
            this::checkTokens, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    check.cancel(false);
  }

  void opened(Connection connection) {
    open.add(connection);
    scheduler.schedule(() -> closeUnlessAuthenticated(connection), AUTH_SECONDS, TimeUnit.SECONDS);
  }

  void closed(Connection connection) {
    open.remove(connection);
    connection.waitsFor(null);
  }

  /** How many sockets are open here; for the metrics. */
  public int count() {
    return open.size();
  }

  private static void closeUnlessAuthenticated(Connection connection) {
    if (!connection.isAuthenticated()) {
      connection.close(Connection.UNAUTHORISED, "no access token came");
    }
  }

  private void checkTokens() {
    try {
      open.stream().filter(Connection::isAuthenticated).forEach(this::checkToken);
    } catch (RuntimeException e) {
      // A database that is away must not end the checks for good.
      LOG.log(Level.WARNING, e, () -> "tokens of open sockets could not be checked");
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
