package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageExceptionTest {
  /** F3: the database is restarted, or has no connection left. */
  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "53300", "57P01", "57P03"})
  void f3_aDatabaseThatGoesDownIsUnavailable(String state) {
    Exception failure = new StorageException(new SQLException("gone", state));
    assertThat(StorageException.isUnavailable(failure)).isTrue();
    assertThat(StorageException.isUnavailable(new IllegalStateException(failure))).isTrue();
  }

  @Test
  void f3_aPoolThatHasNoConnectionToGiveIsUnavailable() {
    assertThat(StorageException.isUnavailable(new SQLException("no managed connection"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "22001", "40001"})
  void aRefusedStatementIsAMistakeOfOurs(String state) {
    assertThat(StorageException.isUnavailable(new StorageException(new SQLException("x", state))))
        .isFalse();
    assertThat(StorageException.isUnavailable(new IllegalStateException("x"))).isFalse();
  }
}
