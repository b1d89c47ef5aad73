package org.konsil.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XMatrixHeaderTest {
  private static final Map<String, String> WHOLE =
      Map.of("origin", "a.example:8448", "destination", "b", "key", "ed25519:k1", "sig", "AB+/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Matrix origin=\"a.example:8448\",destination=\"b\",key=\"ed25519:k1\",sig=\"AB+/\"",
        "x-matrix   sig=\"AB\\+/\" ,\t Key=ed25519:k1 , destination=b,ORIGIN=a.example:8448",
        "X-Matrix origin=a.example:8448,destination=\"\\b\",key=\"ed25519:k1\",sig=AB+/ "
      })
  void everyFormOfTheSpecificationIsRead(String header) {
    assertThat(XMatrixHeader.parse(header)).contains(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x",
        "X-Matrix",
        "X-Matrix origin",
        "X-Matrix origin=\"a",
        "X-Matrix origin=\"a\\",
        "X-Matrix origin=\"a\"b",
        "X-Matrix =a",
        "X-Matrix origin=a,origin=b",
        "X-Matrix origin=a b=c"
      })
  void malformedOnesAreNot(String header) {
    assertThat(XMatrixHeader.parse(header)).isEmpty();
  }

  @Test
  void noHeaderIsNone() {
    assertThat(XMatrixHeader.parse(null)).isEmpty();
  }
}
