package org.konsil.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.konsil.web.client.VersionsResource;

class RequestMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RequestMeters meters = new RequestMeters(registry);

  @Test
  void requestsAreCountedByApiOperationAndStatus() throws NoSuchMethodException {
    Method versions = VersionsResource.class.getDeclaredMethod("getVersions");
    meters.ended(Optional.of(versions), 200, 1_000_000);
    meters.ended(Optional.of(versions), 200, 2_000_000);
    meters.ended(Optional.of(versions), 429, 1_000);
    assertThat(count("client", "getVersions", "200")).isEqualTo(2);
    assertThat(count("client", "getVersions", "429")).isEqualTo(1);
  }

  /** Whoever tries paths at random must not make series. */
  @Test
  void pathsThatAreNoneOfOursShareOneSeries() {
    meters.ended(Optional.empty(), 404, 1_000);
    meters.ended(Optional.empty(), 404, 1_000);
    assertThat(count("none", "none", "404")).isEqualTo(2);
    assertThat(registry.find("http.server.requests").timers()).hasSize(1);
  }

  private long count(String api, String operation, String status) {
    return registry
        .get("http.server.requests")
        .tags("api", api, "operation", operation, "status", status)
        .timer()
        .count();
  }
}
