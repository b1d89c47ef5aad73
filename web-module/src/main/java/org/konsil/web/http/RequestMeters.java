package org.konsil.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * How long requests took: {@code http_server_requests_seconds} by API, operation and status. A
 * timer is made when its operation first ends with its status, so a request costs two look-ups and
 * no tag. Requests that wait for news count with their waiting.
 */
@ApplicationScoped
class RequestMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(10)
  };

  private final ConcurrentMap<Method, ConcurrentMap<Integer, Timer>> timers =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Timer> ofNoOperation = new ConcurrentHashMap<>();
  private MeterRegistry registry;

  RequestMeters() {}

  @Inject
  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param operation the resource's method; empty when the path is none of ours
   * @param nanos how long it took
   */
  void ended(Optional<Method> operation, int status, long nanos) {
    ConcurrentMap<Integer, Timer> ofStatus =
        operation
            .map(method -> timers.computeIfAbsent(method, key -> new ConcurrentHashMap<>()))
            .orElse(ofNoOperation);
    Timer timer = ofStatus.get(status);
    if (timer == null) {
      timer = ofStatus.computeIfAbsent(status, key -> timer(operation, key));
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Optional<Method> operation, int status) {
    return Timer.builder("http.server.requests")
        .description("Requests of the REST APIs")
        .tag("api", operation.map(RequestMeters::api).orElse("none"))
        .tag("operation", operation.map(Method::getName).orElse("none"))
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** The last part of the package: client, federation, media. */
  private static String api(Method method) {
    String name = method.getDeclaringClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
