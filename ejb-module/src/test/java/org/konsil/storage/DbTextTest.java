package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class DbTextTest extends StoreTest {
  private static final String ONE = "SELECT 1 FROM to_device_txn WHERE txn_id = ?";
  private static final String SOME = "SELECT 1 FROM to_device_txn WHERE txn_id = ANY(?)";

  /** What PostgreSQL cannot store is the caller's mistake, on both databases. */
  @ParameterizedTest
  @MethodSource("allDatabases")
  void aNulCharacterIsTheCallersMistake(Db db) {
    Object texts = new String[] {"a", "b\0"};
    List<ThrowingCallable> reads =
        List.of(() -> db.exists(ONE, "a\0"), () -> db.exists(SOME, texts));
    for (ThrowingCallable read : reads) {
      assertThatThrownBy(read)
          .isInstanceOfSatisfying(
              MatrixException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
    }
    assertThat(db.exists(ONE, "a")).isFalse();
  }
}
