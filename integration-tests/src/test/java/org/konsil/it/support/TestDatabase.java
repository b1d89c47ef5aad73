package org.konsil.it.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.Driver;

/**
 * A PostgreSQL database of its own for one test, in the server that {@code -Dkonsil.test.postgres}
 * names; {@link #close()} drops it.
 */
public final class TestDatabase implements AutoCloseable {
  private final String adminUrl;
  private final Properties parsed;
  private final String name;

  private TestDatabase(String adminUrl) throws SQLException {
    this.adminUrl = adminUrl;
    this.parsed = Driver.parseURL(adminUrl, null);
    this.name = "it" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
  }

  /** A new database, or empty when this run has no PostgreSQL. */
  public static Optional<TestDatabase> create() throws SQLException {
    String url = System.getProperty("konsil.test.postgres", "");
    return url.isEmpty() ? Optional.empty() : Optional.of(new TestDatabase(url));
  }

  /** Without user and password. */
  public String url() {
    return "jdbc:postgresql://"
        + parsed.getProperty("PGHOST")
        + ":"
        + parsed.getProperty("PGPORT")
        + "/"
        + name;
  }

  public String user() {
    return parsed.getProperty("user");
  }

  public String password() {
    return parsed.getProperty("password", "");
  }

  /** The three as options of bin/server. */
  public String[] options() {
    return new String[] {"--db", url(), "--db-user", user(), "--db-password", password()};
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  @Override
  public void close() throws SQLException {
    execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(adminUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
