package org.konsil.web.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsAccessFilterTest {
  @Test
  void theTokenIsTakenAsABearerTokenAlone() {
    assertThat(MetricsAccessFilter.isToken("secret", "Bearer secret")).isTrue();
    assertThat(MetricsAccessFilter.isToken("secret", "Bearer secre")).isFalse();
    assertThat(MetricsAccessFilter.isToken("secret", "secret")).isFalse();
    assertThat(MetricsAccessFilter.isToken("secret", null)).isFalse();
  }

  @Test
  void thisMachineHasMoreThanOneName() {
    assertThat(MetricsAccessFilter.isLocal("127.0.0.1")).isTrue();
    assertThat(MetricsAccessFilter.isLocal("127.8.0.1")).isTrue();
    assertThat(MetricsAccessFilter.isLocal("::1")).isTrue();
    assertThat(MetricsAccessFilter.isLocal("10.0.0.1")).isFalse();
    assertThat(MetricsAccessFilter.isLocal("2001:db8::1")).isFalse();
  }
}
