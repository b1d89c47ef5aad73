package org.konsil.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against the values of RFC 6238, appendix B (the last six of their eight digits). */
class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  @Test
  void codesAreThoseOfTheStandard() {
    assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
    assertThat(Totp.code(SECRET, 1111111109L / 30)).isEqualTo("081804");
    assertThat(Totp.code(SECRET, 20000000000L / 30)).isEqualTo("353130");
  }

  @Test
  void aCodeCountsOnceAndOneStepEarlyOrLate() {
    Instant now = Instant.ofEpochSecond(59);
    assertThat(Totp.step(SECRET, "287 082", now, -1)).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", now.plusSeconds(30), -1)).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", now.minusSeconds(30), -1)).hasValue(1);
    assertThat(Totp.step(SECRET, "287082", now.plusSeconds(61), -1)).isEmpty();
    assertThat(Totp.step(SECRET, "287082", now, 1)).isEmpty();
    assertThat(Totp.step(SECRET, null, now, -1)).isEmpty();
    assertThat(Totp.step(SECRET, "", now, -1)).isEmpty();
  }

  @Test
  void aSecretIsWrittenForApps() {
    assertThat(Totp.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }
}
