package org.konsil.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNameTest {

  @ParameterizedTest
  @CsvSource({
    "matrix.org, matrix.org, -1, false",
    "matrix.org:8888, matrix.org, 8888, false",
    "1.2.3.4, 1.2.3.4, -1, true",
    "1.2.3.4:1234, 1.2.3.4, 1234, true",
    "[1234:5678::abcd], [1234:5678::abcd], -1, true",
    "[1234:5678::abcd]:5678, [1234:5678::abcd], 5678, true",
    "localhost, localhost, -1, false",
    "KLINIK-1.example:00443, KLINIK-1.example, 443, false",
    "[::], [::], -1, true",
    "[::1], [::1], -1, true",
    "[::ffff:192.0.2.1], [::ffff:192.0.2.1], -1, true",
    "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8], -1, true",
    "[1:2:3:4:5:6:192.0.2.1], [1:2:3:4:5:6:192.0.2.1], -1, true",
    "[fe80::], [fe80::], -1, true"
  })
  void namesOfTheGrammarAreSplit(String name, String host, int port, boolean literal) {
    ServerName server = ServerName.parse(name);

    assertThat(server.value()).isEqualTo(name);
    assertThat(server.host()).isEqualTo(host);
    assertThat(server.port().orElse(-1)).isEqualTo(port);
    assertThat(server.isIpLiteral()).isEqualTo(literal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":8448",
        "matrix.org:",
        "matrix.org:123456",
        "matrix.org:65536",
        "matrix.org:8x",
        "matrix.org:1:2",
        "matrix_org",
        "matrix.org/",
        "https://matrix.org",
        "mätrix.org",
        "matrix org",
        "256.1.1.1",
        "1.2.3.0004",
        "1.2.3.99999999999",
        "[::1",
        "::1",
        "[]",
        "[:]",
        "[:::]",
        "[1::2::3]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7::8]",
        "[12345::]",
        "[g::]",
        "[::1.2.3]",
        "[1.2.3.4::]",
        "[::1]x",
        "[::1]]",
        "[::1%eth0]"
      })
  void otherStringsAreRefused(String name) {
    assertThat(ServerName.find(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 230, 255, 256})
  void dnsNamesHaveAtMost255Characters(int length) {
    assertThat(ServerName.find("a".repeat(length)).isPresent()).isEqualTo(length <= 255);
  }
}
