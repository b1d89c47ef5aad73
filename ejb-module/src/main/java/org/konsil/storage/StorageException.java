package org.konsil.storage;

import java.sql.SQLException;

/** The database refused or failed. Never carries bound values: they may hold personal data. */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  StorageException(SQLException cause) {
    super(cause.getSQLState() + " " + cause.getClass().getSimpleName(), withoutValues(cause));
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  StorageException(String message) {
    super(message);
    this.sqlState = "";
  }

  /** True when a unique or foreign key refused the row (SQLSTATE class 23). */
  public boolean isConstraintViolation() {
    return sqlState.startsWith("23");
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
