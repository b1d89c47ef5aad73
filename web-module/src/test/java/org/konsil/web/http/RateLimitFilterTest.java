package org.konsil.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RateLimitFilterTest {
  /** All others that the specification marks as rate-limited are counted, and more than those. */
  @Test
  void onlyWhatWaitsForNewsIsNotCounted() {
    Set<String> notCounted =
        new MatrixApplication()
            .getClasses().stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(NotCounted.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
    assertThat(notCounted).containsExactlyInAnyOrder("sync", "peekEvents", "slidingSync");
    assertThat(new MatrixApplication().getClasses()).contains(RateLimitFilter.class);
  }
}
