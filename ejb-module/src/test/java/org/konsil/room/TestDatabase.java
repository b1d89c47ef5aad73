package org.konsil.room;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.konsil.storage.SchemaMigration;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with transactions bound to the thread, as JTA would bind them. */
public final class TestDatabase implements DataSource, AutoCloseable {
  private final DataSource pool;
  private final AutoCloseable closing;
  private final ThreadLocal<Connection> bound = new ThreadLocal<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** H2 in memory. */
  public TestDatabase() {
    this(h2());
  }

  private TestDatabase(JdbcConnectionPool pool) {
    this(pool, pool::dispose);
  }

  private TestDatabase(DataSource pool, AutoCloseable closing) {
    this.pool = pool;
    this.closing = closing;
    SchemaMigration.migrate(pool);
  }

  private static JdbcConnectionPool h2() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:"
                + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=20000",
            "",
            "");
    pool.setMaxConnections(32);
    return pool;
  }

  /** PostgreSQL, in a schema of its own that goes with it. */
  public static TestDatabase postgres(String url) {
    String schema = "t" + UUID.randomUUID().toString().replace("-", "");
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    execute(source, "CREATE SCHEMA " + schema);
    source.setCurrentSchema(schema);
    return new TestDatabase(
        source, () -> execute(source, "DROP SCHEMA IF EXISTS " + schema + " CASCADE"));
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the work in a transaction of its own, which a failure rolls back. */
  public <T> T transaction(Supplier<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      bound.set(connection);
      boolean done = false;
      try {
        T result = work.get();
        connection.commit();
        done = true;
        return result;
      } finally {
        bound.remove();
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many statements, or batches of them, came so far: each asks for its connection. */
  public int statements() {
    return asked.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    asked.incrementAndGet();
    Connection connection = bound.get();
    return connection == null ? pool.getConnection() : unclosable(connection);
  }

  private static Connection unclosable(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TestDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("nothing to unwrap");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
