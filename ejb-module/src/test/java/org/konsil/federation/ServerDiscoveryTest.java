package org.konsil.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.id.ServerName;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.outgoing.OutgoingRequest.Endpoint;
import org.konsil.testing.TestClock;

/** The steps of "Resolving server names". */
class ServerDiscoveryTest {
  private final Web web = new Web();
  private final TestClock clock = new TestClock();
  private final Map<String, Endpoint> records = new HashMap<>();
  private final ServerDiscovery discovery =
      new ServerDiscovery(
          new WellKnownLookup(web, clock),
          new SrvLookup() {
            @Override
            Optional<Endpoint> find(String name) {
              return Optional.ofNullable(records.get(name));
            }
          });

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4, 1.2.3.4, 8448",
    "1.2.3.4:99, 1.2.3.4:99, 1.2.3.4, 99",
    "[2001:db8::1]:99, [2001:db8::1]:99, 2001:db8::1, 99",
    "a.example:99, a.example:99, a.example, 99",
    "a.example, a.example, a.example, 8448"
  })
  void withoutDelegation(String name, String authority, String host, int port) {
    assertThat(resolve(name)).isEqualTo(new ResolvedServer(authority, new Endpoint(host, port)));
  }

  @ParameterizedTest
  @CsvSource({
    "b.example:77, b.example:77, b.example, 77",
    "1.2.3.4, 1.2.3.4, 1.2.3.4, 8448",
    "b.example, b.example, b.example, 8448"
  })
  void byWellKnown(String delegated, String authority, String host, int port) {
    web.says("https://a.example/.well-known/matrix/server", 200, server(delegated));
    assertThat(resolve("a.example"))
        .isEqualTo(new ResolvedServer(authority, new Endpoint(host, port)));
  }

  @Test
  void byRecordsOfTheDelegatedNameElseOfTheNameTheNewServiceFirst() {
    records.put("_matrix._tcp.a.example", new Endpoint("old.example", 1));
    assertThat(resolve("a.example").endpoint()).isEqualTo(new Endpoint("old.example", 1));
    records.put("_matrix-fed._tcp.a.example", new Endpoint("new.example", 2));
    assertThat(resolve("a.example"))
        .isEqualTo(new ResolvedServer("a.example", new Endpoint("new.example", 2)));
    web.says("https://c.example/.well-known/matrix/server", 200, server("a.example"));
    assertThat(resolve("c.example"))
        .isEqualTo(new ResolvedServer("a.example", new Endpoint("new.example", 2)));
  }

  @Test
  void wellKnownIsRedirectedWithinHttpsAndNotForEver() {
    web.redirects("https://a.example/.well-known/matrix/server", "https://w.example/x");
    web.says("https://w.example/x", 200, server("b.example:1"));
    assertThat(resolve("a.example").authority()).isEqualTo("b.example:1");
    web.redirects("https://l.example/.well-known/matrix/server", "/.well-known/matrix/server");
    assertThat(resolve("l.example").authority()).isEqualTo("l.example");
    web.redirects("https://p.example/.well-known/matrix/server", "http://w.example/x");
    assertThat(resolve("p.example").authority()).isEqualTo("p.example");
  }

  @Test
  void wellKnownIsKeptAsLongAsItSaysFailuresForAMinuteFirst() {
    String well = "https://a.example/.well-known/matrix/server";
    web.says(well, 200, server("b.example:1"), "cache-control", "public, max-age=600");
    assertThat(resolve("a.example").authority()).isEqualTo("b.example:1");
    web.says(well, 404, "{}");
    clock.advance(Duration.ofSeconds(599));
    assertThat(resolve("a.example").authority()).isEqualTo("b.example:1");
    clock.advance(Duration.ofSeconds(2));
    assertThat(resolve("a.example").authority()).isEqualTo("a.example");
    web.says(well, 200, server("b.example:1"), "cache-control", "max-age=999999999");
    clock.advance(Duration.ofSeconds(30));
    assertThat(resolve("a.example").authority()).isEqualTo("a.example");
    clock.advance(Duration.ofSeconds(31));
    assertThat(resolve("a.example").authority()).isEqualTo("b.example:1");
    web.says(well, 200, server("b.example:2"));
    clock.advance(Duration.ofHours(49));
    assertThat(resolve("a.example").authority()).isEqualTo("b.example:2");
  }

  @ParameterizedTest
  @CsvSource({"200, nonsense", "200, {}", "200, {\"m.server\":\"a/b\"}", "500, {}"})
  void whatIsInvalidDelegatesToNobody(int status, String body) {
    web.says("https://a.example/.well-known/matrix/server", status, body);
    assertThat(resolve("a.example").authority()).isEqualTo("a.example");
  }

  @Test
  void ofRecordsTheLowestPriorityThenTheGreatestWeightCounts() {
    assertThat(
            SrvLookup.choose(
                List.of("20 9 1 c.", "10 1 2 a.example.", "10 5 3 b.example.", "x", "1 1 1 .")))
        .contains(new Endpoint("b.example", 3));
  }

  private ResolvedServer resolve(String name) {
    return discovery.resolve(ServerName.parse(name));
  }

  private static String server(String name) {
    return "{\"m.server\":\"" + name + "\"}";
  }

  private static final class Web extends OutgoingHttp {
    private final Map<URI, HttpAnswer> answers = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();

    void says(String uri, int status, String body, String... header) {
      Map<String, String> headers = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
      answers.put(
          URI.create(uri), new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    void redirects(String uri, String to) {
      says(uri, 302, "", "location", to);
    }

    @Override
    public HttpAnswer send(OutgoingRequest request) {
      asked.add(request.uri());
      return answers.getOrDefault(request.uri(), new HttpAnswer(404, Map.of(), new byte[0]));
    }
  }
}
