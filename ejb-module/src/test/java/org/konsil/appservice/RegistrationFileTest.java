package org.konsil.appservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

class RegistrationFileTest {
  private static final ServerName KLINIK = ServerName.parse("klinik.example");
  private static final String BRIDGE =
      """
      id: bridge
      url: "http://127.0.0.1:9000/"
      as_token: asks
      hs_token: 4711
      sender_localpart: _bot
      rate_limited: false
      receive_ephemeral: true
      protocols: [fax]
      namespaces:
        users:
          - exclusive: true
            regex: "@_fax_.*"
          - exclusive: false
            regex: "@visitor:.*"
        aliases:
          - exclusive: true
            regex: "#_fax_.*"
        rooms: []
      """;

  @Test
  void saysWhoTheServiceIs() {
    AppService bridge = RegistrationFile.parse("f", BRIDGE, KLINIK);
    assertThat(bridge.id()).isEqualTo("bridge");
    assertThat(bridge.url().orElseThrow()).hasToString("http://127.0.0.1:9000");
    assertThat(bridge.hsToken()).isEqualTo("4711");
    assertThat(bridge.sender()).isEqualTo(UserId.of("_bot", KLINIK));
    assertThat(bridge.protocols()).containsExactly("fax");
    assertThat(bridge.receiveEphemeral()).isTrue();
    assertThat(bridge.covers(UserId.parse("@_fax_1:klinik.example"))).isTrue();
    assertThat(bridge.owns(UserId.parse("@_fax_1:klinik.example"))).isTrue();
    assertThat(bridge.owns(UserId.parse("@visitor:klinik.example"))).isFalse();
    assertThat(bridge.owns(RoomAlias.parse("#_fax_1:klinik.example"))).isTrue();
  }

  @Test
  void usersOfOtherDomainsAreNeverItsOwn() {
    AppService bridge = RegistrationFile.parse("f", BRIDGE, KLINIK);
    assertThat(bridge.covers(UserId.parse("@_fax_1:praxis.example"))).isFalse();
    AppService elsewhere =
        RegistrationFile.parse("f", BRIDGE + "org.konsil.server_name: praxis.example\n", KLINIK);
    assertThat(elsewhere.covers(UserId.parse("@_fax_1:praxis.example"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a list",
        "id: x",
        "id: [broken",
        "id: x\nas_token: a\nhs_token: b\nsender_localpart: c\nurl: ftp://x",
        "id: x\nas_token: a\nhs_token: b\nsender_localpart: c\nnamespaces: {users: [{regex: '('}]}",
        "id: !!javax.script.ScriptEngineManager [x]"
      })
  void whatCannotBeUsedIsRefusedWithTheFilesName(String yaml) {
    assertThatThrownBy(() -> RegistrationFile.parse("bridge.yaml", yaml, KLINIK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bridge.yaml: ");
  }
}
