package org.konsil.testdriver;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.MatrixClients;
import org.konsil.testdriver.trixnity.TrixnityClients;

/** What there is one of. */
@ApplicationScoped
public class TestDriverStartup {

  @Produces
  @ApplicationScoped
  MatrixClients clients() {
    return new TrixnityClients();
  }

  void close(@Disposes MatrixClients clients) {
    clients.close();
  }

  @Produces
  MatrixApi homeserver(TestDriverSettings settings, HttpClient http) {
    return MatrixApi.of(http, settings.homeserver());
  }

  @Produces
  @ApplicationScoped
  HttpClient http() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  @Produces
  @ApplicationScoped
  Clock clock() {
    return Clock.systemUTC();
  }
}
