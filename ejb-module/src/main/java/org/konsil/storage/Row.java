package org.konsil.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.konsil.core.json.Json;

/** The current row of a query, read by column label. Keeps {@code java.sql} out of the stores. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** The column's text, or null. */
  public String string(String column) {
    return read(() -> rows.getString(column));
  }

  public Optional<String> findString(String column) {
    return Optional.ofNullable(string(column));
  }

  /** The column's number; 0 when it is NULL. */
  public long number(String column) {
    return read(() -> rows.getLong(column));
  }

  public Optional<Long> findNumber(String column) {
    return read(
        () -> {
          long value = rows.getLong(column);
          return rows.wasNull() ? Optional.empty() : Optional.of(value);
        });
  }

  public int integer(String column) {
    return read(() -> rows.getInt(column));
  }

  public boolean flag(String column) {
    return read(() -> rows.getBoolean(column));
  }

  /** The column's bytes, or null. */
  public byte[] bytes(String column) {
    return read(() -> rows.getBytes(column));
  }

  /** The column's bytes as a JSON object; they were written by us, so a failure is a defect. */
  public ObjectNode json(String column) {
    return Json.parseObject(bytes(column));
  }

  /** A BIGINT ARRAY column; empty when it is NULL. */
  public long[] numbers(String column) {
    return read(
        () -> {
          Array array = rows.getArray(column);
          if (array == null) {
            return new long[0];
          }
          Object[] values = (Object[]) array.getArray();
          long[] result = new long[values.length];
          for (int i = 0; i < values.length; i++) {
            result[i] = ((Number) values[i]).longValue();
          }
          return result;
        });
  }

  /** A VARCHAR ARRAY column; empty when it is NULL. */
  public List<String> strings(String column) {
    return read(
        () -> {
          Array array = rows.getArray(column);
          return array == null
              ? List.of()
              : Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
        });
  }

  private interface Read<T> {
    T get() throws SQLException;
  }

  private static <T> T read(Read<T> read) {
    try {
      return read.get();
    } catch (SQLException e) {
      throw new StorageException(e);
    }
  }
}
