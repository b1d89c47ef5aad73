package org.konsil.storage;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** The database refused or failed. Never carries bound values: they may hold personal data. */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final boolean unavailable;

  StorageException(SQLException cause) {
    super(cause.getSQLState() + " " + cause.getClass().getSimpleName(), withoutValues(cause));
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    this.unavailable = isUnavailable(cause);
  }

  StorageException(String message) {
    super(message);
    this.sqlState = "";
    this.unavailable = false;
  }

  /** True when a unique or foreign key refused the row (SQLSTATE class 23). */
  public boolean isConstraintViolation() {
    return sqlState.startsWith("23");
  }

  /**
   * Whether the failure comes from a database that does not take connections, takes too few of
   * them, or goes down: the same request may succeed in a moment.
   */
  public static boolean isUnavailable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException storage && storage.unavailable
          || cause instanceof SQLException sql && isUnavailable(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * SQLSTATE classes: 08 connection, 53 resources, 57P shutdown. A connection that the pool could
   * not give has none.
   */
  private static boolean isUnavailable(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException;
  }

  /**
   * A driver's message quotes the values of the row that failed ("Key (user_id)=(..)"), so only its
   * first line, which names the constraint, is kept.
   */
  private static Throwable withoutValues(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    RuntimeException safe =
        new IllegalStateException(end < 0 ? firstWords(message) : message.substring(0, end));
    safe.setStackTrace(cause.getStackTrace());
    return safe;
  }

  private static String firstWords(String message) {
    return message.length() <= 160 ? message : message.substring(0, 160);
  }
}
