package org.konsil.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.MatrixException;

/** Rooms, events and aliases. */
class IdentifierTest {
  private static final String V3 = "acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk";
  private static final String V4 = "Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg";

  @Test
  void eventIdsHaveThreeFormats() {
    assertThat(EventId.isQualified("$1234:klinik.example")).isTrue();
    assertThat(EventId.isBase64Hash("$" + V3)).isTrue();
    assertThat(EventId.isUrlSafeHash("$" + V4)).isTrue();
    assertThat(EventId.isUrlSafeHash("$" + V3)).isFalse();
    assertThat(EventId.isBase64Hash("$" + V4)).isFalse();
    assertThat(EventId.isQualified("$" + V4)).isFalse();
    assertThat(EventId.parse("$" + V3).server()).isEmpty();
    assertThat(EventId.parse("$1234:klinik.example").server())
        .contains(ServerName.parse("klinik.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "$", "$short", "$:klinik.example", "!" + V4, "$" + V4 + "a", "$" + V4 + "="})
  void otherStringsAreNoEventIds(String id) {
    assertThat(EventId.find(id)).isEmpty();
  }

  @Test
  void roomIdsComeWithAndWithoutServer() {
    RoomId old = RoomId.parse("!ward:klinik.example:8448");
    assertThat(old.server()).contains(ServerName.parse("klinik.example:8448"));
    assertThat(old.createEvent()).isEmpty();

    RoomId hashed = RoomId.parse("!" + V4);
    assertThat(hashed.server()).isEmpty();
    assertThat(hashed.createEvent()).contains(EventId.parse("$" + V4));
    assertThat(RoomId.ofCreateEvent(EventId.parse("$" + V4))).isEqualTo(hashed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "!", "!ward", "!ward:", "#ward:klinik.example", "!a\u0000:x", "!" + V3})
  void otherStringsAreNoRoomIds(String id) {
    assertThat(RoomId.find(id)).isEmpty();
  }

  @Test
  void aliasesMayHoldAnyCharactersButColonAndNul() {
    RoomAlias alias = RoomAlias.parse("#Station 3 Süd:klinik.example");
    assertThat(alias.localpart()).isEqualTo("Station 3 Süd");
    assertThat(alias.server()).isEqualTo(ServerName.parse("klinik.example"));
    assertThat(RoomAlias.of("Station 3 Süd", alias.server())).isEqualTo(alias);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a\u0000"})
  void malformedAliasNamesAreRefused(String localpart) {
    ServerName server = ServerName.parse("klinik.example");
    assertThatThrownBy(() -> RoomAlias.of(localpart, server)).isInstanceOf(MatrixException.class);
  }

  @Test
  void allIdentifiersEndAt255Bytes() {
    String server = ":klinik.example";
    String longest = "x".repeat(254 - server.length()) + server;
    assertThat(RoomId.find("!" + longest)).isPresent();
    assertThat(RoomId.find("!x" + longest)).isEmpty();
    assertThat(RoomAlias.find("#" + longest)).isPresent();
    assertThat(RoomAlias.find("#x" + longest)).isEmpty();
    assertThat(EventId.find("$" + longest)).isPresent();
    assertThat(EventId.find("$x" + longest)).isEmpty();
  }
}
