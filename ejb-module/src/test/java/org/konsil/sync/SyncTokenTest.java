package org.konsil.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class SyncTokenTest {
  @Test
  void readsWhatItWrites() {
    SyncToken token = new SyncToken(12, 34, 56);
    assertThat(SyncToken.parse(token.toString())).isEqualTo(token);
    assertThat(token.cutTo(7)).isEqualTo(new SyncToken(7, 34, 56));
    assertThat(token.cutTo(99)).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s1", "s1_2", "s-1_2_3", "t12", "s1_2_3_4", "s99999999999999999999_1_1"})
  void refusesWhatIsNoTokenOfOurs(String text) {
    assertThatThrownBy(() -> SyncToken.parse(text))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
  }
}
