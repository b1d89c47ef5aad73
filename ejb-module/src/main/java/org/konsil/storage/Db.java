package org.konsil.storage;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * SQL for what every message touches. Within a JTA transaction all calls share one connection;
 * without one each call commits by itself.
 *
 * <p>Arguments: String, Long, Integer, Boolean, byte[], Instant (epoch milliseconds), the
 * identifiers of matrix-core (text), JsonNode (bytes), Optional of these, and long[] or String[]
 * for {@code = ANY(?)}. Every failure is a {@link StorageException}.
 */
@ApplicationScoped
public class Db {
  @Resource(lookup = "java:jboss/datasources/KonsilDS")
  private DataSource dataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  /** Far below the 65,535 parameters that one statement may have. */
  private static final int MAX_LOOK_UPS = 32;

  private boolean postgres;

  /** For the container. */
  protected Db() {}

  /** For tests. */
  public Db(DataSource dataSource) {
    this.dataSource = dataSource;
    detect();
  }

  @PostConstruct
  void detect() {
    postgres =
        with(c -> c.getMetaData().getDatabaseProductName().toLowerCase().contains("postgres"));
  }

  /** Whether the database is PostgreSQL; otherwise it is H2. */
  public boolean isPostgres() {
    return postgres;
  }

  /** All rows, in the statement's order. */
  public <T> List<T> query(String sql, Function<Row, T> mapper, Object... args) {
    return with(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, args);
              ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            Row row = new Row(rows);
            while (rows.next()) {
              result.add(mapper.apply(row));
            }
            return result;
          }
        });
  }

  /** The first row, or empty. */
  public <T> Optional<T> find(String sql, Function<Row, T> mapper, Object... args) {
    List<T> rows = query(sql, mapper, args);
    return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
  }

  /**
   * The first row, or empty, of the same look-up for many: in one round trip where the database
   * can.
   */
  public <T> List<Optional<T>> findEach(String sql, Function<Row, T> mapper, List<Object[]> args) {
    if (!postgres || args.size() < 2) {
      return args.stream().map(one -> find(sql, mapper, one)).toList();
    }
    return with(
        connection -> {
          List<Optional<T>> found = new ArrayList<>();
          for (int from = 0; from < args.size(); from += MAX_LOOK_UPS) {
            List<Object[]> some = args.subList(from, Math.min(args.size(), from + MAX_LOOK_UPS));
            found.addAll(findSome(connection, sql, mapper, some));
          }
          return found;
        });
  }

  /** Few texts, so that they stay prepared: as many look-ups as the next power of two. */
  private static <T> List<Optional<T>> findSome(
      Connection connection, String sql, Function<Row, T> mapper, List<Object[]> args)
      throws SQLException {
    int size = Integer.highestOneBit(2 * args.size() - 1);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.addAll(Arrays.asList(args.get(Math.min(i, args.size() - 1))));
    }
    String text = String.join("; ", Collections.nCopies(size, sql));
    try (PreparedStatement statement = prepare(connection, text, all.toArray())) {
      List<Optional<T>> found = new ArrayList<>();
      statement.execute();
      for (int i = 0; i < args.size(); i++) {
        ResultSet rows = statement.getResultSet();
        found.add(rows.next() ? Optional.of(mapper.apply(new Row(rows))) : Optional.empty());
        statement.getMoreResults();
      }
      return found;
    }
  }

  /** The first row; it must exist. */
  public <T> T get(String sql, Function<Row, T> mapper, Object... args) {
    return find(sql, mapper, args).orElseThrow(() -> new StorageException("no row: " + sql));
  }

  public boolean exists(String sql, Object... args) {
    return !query(sql, row -> Boolean.TRUE, args).isEmpty();
  }

  /** Runs an INSERT, UPDATE or DELETE; returns the number of rows it touched. */
  public int update(String sql, Object... args) {
    return with(
        connection -> {
          try (PreparedStatement statement = prepare(connection, sql, args)) {
            return statement.executeUpdate();
          }
        });
  }

  /**
   * Runs an INSERT, UPDATE or DELETE whose outcome nobody asks for. Within a transaction it waits
   * for the next other statement or for the commit, so that several go in one round trip; a failure
   * shows there.
   */
  public void write(String sql, Object... args) {
    if (registry == null || registry.getTransactionKey() == null) {
      update(sql, args);
      return;
    }
    PendingWrites pending = pendingWrites();
    pending.add(sql, args);
    if (pending.isFull()) {
      flush();
    }
  }

  /**
   * As {@link #write}, of which only the last of a row counts within the transaction; it goes after
   * the others.
   *
   * @param row by which the row is known
   */
  public void writeLast(Object row, String sql, Object... args) {
    if (registry == null || registry.getTransactionKey() == null) {
      update(sql, args);
      return;
    }
    pendingWrites().addLast(row, sql, args);
  }

  /**
   * Update, and insert when there was no row. The caller holds a lock that makes the pair safe, or
   * accepts the constraint violation of a lost race.
   */
  public void upsert(String update, Object[] updateArgs, String insert, Object[] insertArgs) {
    if (update(update, updateArgs) == 0) {
      update(insert, insertArgs);
    }
  }

  /** The same statement for many rows, in one round trip where the driver can. */
  public void batch(String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    with(
        connection -> {
          executeBatch(connection, sql, rows);
          return null;
        });
  }

  private static void executeBatch(Connection connection, String sql, List<Object[]> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] args : rows) {
        bind(connection, statement, args);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Inserts one row and returns the generated key of the named column. */
  public long insertReturning(String sql, String keyColumn, Object... args) {
    return with(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(sql, new String[] {keyColumn})) {
            bind(connection, statement, args);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }

  /** Updates one row, which must exist, and returns what the named column holds then. */
  public long updateReturning(String sql, String column, Object... args) {
    return insertReturning(sql, column, args);
  }

  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private PendingWrites pendingWrites() {
    PendingWrites present = (PendingWrites) registry.getResource(this);
    if (present != null) {
      return present;
    }
    PendingWrites created = new PendingWrites();
    registry.putResource(this, created);
    registry.registerInterposedSynchronization(new FlushBeforeCommit());
    return created;
  }

  private void flush() {
    with(connection -> null);
  }

  private void flush(Connection connection) throws SQLException {
    if (registry == null || registry.getTransactionKey() == null) {
      return;
    }
    PendingWrites pending = (PendingWrites) registry.getResource(this);
    List<PendingWrites.Write> writes = pending == null ? List.of() : pending.take();
    if (!postgres) {
      for (PendingWrites.Write write : writes) {
        execute(connection, write.sql(), write.args());
      }
      return;
    }
    for (List<PendingWrites.Write> piece : PendingWrites.pieces(writes)) {
      if (PendingWrites.isBatch(piece)) {
        executeBatch(
            connection, piece.get(0).sql(), piece.stream().map(PendingWrites.Write::args).toList());
      } else {
        // with one Sync at the end, by the driver's doing
        execute(connection, PendingWrites.joined(piece), PendingWrites.allArgs(piece));
      }
    }
  }

  private static void execute(Connection connection, String sql, Object... args)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, args)) {
      boolean rows = statement.execute();
      while (rows || statement.getUpdateCount() != -1) {
        rows = statement.getMoreResults();
      }
    }
  }

  private final class FlushBeforeCommit implements Synchronization {
    @Override
    public void beforeCompletion() {
      flush();
    }

    @Override
    public void afterCompletion(int status) {
      // what was not written is rolled back with the rest
    }
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      flush(connection);
      return work.run(connection);
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... args)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(connection, statement, args);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(Connection connection, PreparedStatement statement, Object... args)
      throws SQLException {
    for (int i = 0; i < args.length; i++) {
      bindOne(connection, statement, i + 1, args[i]);
    }
  }

  private static void bindOne(Connection c, PreparedStatement statement, int index, Object value)
      throws SQLException {
    if (value instanceof Optional<?> optional) {
      bindOne(c, statement, index, optional.orElse(null));
    } else if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof String text) {
      statement.setString(index, storable(text));
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Boolean flag) {
      statement.setBoolean(index, flag);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (value instanceof JsonNode json) {
      statement.setBytes(index, Json.bytes(json));
    } else if (value instanceof Instant instant) {
      statement.setLong(index, instant.toEpochMilli());
    } else if (value instanceof long[] numbers) {
      statement.setArray(index, c.createArrayOf("bigint", boxed(numbers)));
    } else if (value instanceof String[] texts) {
      for (String text : texts) {
        storable(text);
      }
      statement.setArray(index, c.createArrayOf("varchar", texts));
    } else if (isIdentifier(value)) {
      statement.setString(index, storable(value.toString()));
    } else {
      throw new IllegalArgumentException("cannot bind a " + value.getClass().getName());
    }
  }

  /** PostgreSQL knows no text with a NUL; whoever sends one hears that, and not of a failure. */
  private static String storable(String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam("A NUL character is not allowed here");
    }
    return text;
  }

  private static boolean isIdentifier(Object value) {
    return value instanceof UserId
        || value instanceof RoomId
        || value instanceof EventId
        || value instanceof ServerName
        || value instanceof RoomAlias
        || value instanceof Enum<?>;
  }

  private static Object[] boxed(long[] numbers) {
    Object[] result = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      result[i] = numbers[i];
    }
    return result;
  }
}
