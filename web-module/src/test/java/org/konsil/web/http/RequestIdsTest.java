package org.konsil.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  @Test
  void idsDifferAndCanBeHandedOn() {
    RequestIds ids = new RequestIds(new SecureRandom());
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }
    assertThat(made).hasSize(10_000).allMatch(id -> id.length() == 16 && RequestIds.isUsable(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "6c2f-44.x_9", "00000000000000000000000000000000"})
  void aProxysIdIsTaken(String id) {
    assertThat(RequestIds.isUsable(id)).isTrue();
  }

  /** F40: whatever is sent is written into the log. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nERROR", "%X{x}", "\u00e4", "{\"a\":1}", "@a:b"})
  void f40_whatCouldForgeALineIsNot(String id) {
    assertThat(RequestIds.isUsable(id)).isFalse();
  }

  @Test
  void longIdsAreNot() {
    assertThat(RequestIds.isUsable("a".repeat(65))).isFalse();
    assertThat(RequestIds.isUsable(null)).isFalse();
  }
}
