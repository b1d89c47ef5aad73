package org.konsil.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class UserIdTest {
  private static final ServerName KLINIK = ServerName.parse("klinik.example");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@alice:klinik.example",
        "@alice:klinik.example:8448",
        "@alice:[1234:5678::abcd]:5678",
        "@ALICE:klinik.example",
        "@Ärztin Müller:klinik.example",
        "@:klinik.example",
        "@a\tb:klinik.example",
        "@\uD83D\uDE00:klinik.example"
      })
  void idsOfTheHistoricalGrammarAreAccepted(String id) {
    assertThat(UserId.parse(id).value()).isEqualTo(id);
    assertThat(UserId.parse(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "alice:klinik.example",
        "@alice",
        "@alice:",
        "#alice:klinik.example",
        "@al\u0000ice:klinik.example",
        "@\uD83D:klinik.example",
        "@alice:klinik_example",
        "@alice:klinik.example:port"
      })
  void otherStringsAreNoUserIds(String id) {
    assertThat(UserId.find(id)).isEmpty();
    assertThatThrownBy(() -> UserId.parse(id))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
  }

  @Test
  void nullIsNoUserId() {
    assertThat(UserId.find(null)).isEmpty();
  }

  @Test
  void thePartsAreSplitAtTheFirstColon() {
    UserId user = UserId.parse("@alice:klinik.example:8448");

    assertThat(user.localpart()).isEqualTo("alice");
    assertThat(user.server()).isEqualTo(ServerName.parse("klinik.example:8448"));
  }

  @Test
  void the255BytesAreBytesNotCharacters() {
    String server = ":klinik.example";
    String fits = "@" + "ä".repeat((255 - 1 - server.length()) / 2) + server;

    assertThat(UserId.find(fits)).isPresent();
    assertThat(UserId.find("@ä" + fits.substring(1))).isEmpty();
    assertThat(UserId.find("@" + "a".repeat(255 - 1 - server.length()) + server)).isPresent();
    assertThat(UserId.find("@" + "a".repeat(256 - 1 - server.length()) + server)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "a.b_c=d-e/f+9", "0"})
  void newUsersFollowTodaysGrammar(String localpart) {
    assertThat(UserId.isValidLocalpart(localpart)).isTrue();
    assertThat(UserId.of(localpart, KLINIK).localpart()).isEqualTo(localpart);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Alice", "müller", "a b", "a:b", "a@b", "a*", "a#"})
  void newUsersOutsideOfItAreRefused(String localpart) {
    assertThat(UserId.isValidLocalpart(localpart)).isFalse();
    assertThatThrownBy(() -> UserId.of(localpart, KLINIK))
        .isInstanceOfSatisfying(
            MatrixException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.M_INVALID_USERNAME));
  }

  @Test
  void aNewUserMustFitToo() {
    assertThatThrownBy(() -> UserId.of("a".repeat(250), KLINIK))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void idsThatClientsMayNotLikeAreHistorical() {
    assertThat(UserId.parse("@:klinik.example").isHistorical()).isTrue();
    assertThat(UserId.parse("@ä:klinik.example").isHistorical()).isTrue();
    assertThat(UserId.parse("@ALICE:klinik.example").isHistorical()).isFalse();
  }
}
