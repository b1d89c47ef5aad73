package org.konsil.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Gives a store's tests every database that Konsil runs on:
 * {@code @ParameterizedTest @MethodSource("databases") void test(Db db)}. H2 always; PostgreSQL in
 * a schema of its own when the system property {@code konsil.test.postgres} names a JDBC URL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StoreTest {
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final List<Db> databases = new ArrayList<>();

  @BeforeAll
  void openDatabases() throws SQLException {
    databases.add(h2());
    String url = System.getProperty("konsil.test.postgres", "");
    if (!url.isEmpty()) {
      databases.add(postgres(url));
    }
  }

  @AfterAll
  void closeDatabases() throws Exception {
    for (AutoCloseable closeable : toClose) {
      closeable.close();
    }
  }

  Stream<Db> databases() {
    return databases.stream();
  }

  /** The same as a method source for subclasses outside this package. */
  protected final Stream<Db> allDatabases() {
    return databases.stream();
  }

  private Db h2() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "", "");
    toClose.add(pool::dispose);
    return migrated(pool);
  }

  private Db postgres(String url) throws SQLException {
    String schema = "t" + UUID.randomUUID().toString().replace("-", "");
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setUrl(url);
    source.setCurrentSchema(schema);
    // to connect costs more than most statements
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    execute(pool, "CREATE SCHEMA " + schema);
    toClose.add(
        () -> {
          execute(pool, "DROP SCHEMA " + schema + " CASCADE");
          pool.dispose();
        });
    return migrated(pool);
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Db migrated(DataSource source) {
    SchemaMigration.migrate(source);
    return new Db(source);
  }
}
