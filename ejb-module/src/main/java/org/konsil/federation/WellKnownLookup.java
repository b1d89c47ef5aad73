package org.konsil.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.outgoing.DoublingWait;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Asks {@code https://host/.well-known/matrix/server} and keeps the answer as long as its headers
 * say, 48 hours at most; failures from a minute to an hour, doubling. Answers have 64 KiB at most
 * and are redirected 5 times at most, within https.
 */
@ApplicationScoped
class WellKnownLookup {
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_NAMES = 10_000;
  private static final Duration UNLESS_SAID = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofHours(48);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final DoublingWait WAIT = new DoublingWait(SHORTEST, Duration.ofHours(1));
  private static final Pattern MAX_AGE = Pattern.compile("(?i)\\bmax-age\\s*=\\s*\"?(\\d{1,9})");

  private final Cache<String, Entry> entries =
      Caffeine.newBuilder().maximumSize(MAX_NAMES).expireAfterWrite(LONGEST).build();

  @Inject private OutgoingHttp http;
  @Inject private Clock clock;

  private record Entry(Optional<ServerName> delegated, Instant until, int failures) {}

  protected WellKnownLookup() {}

  WellKnownLookup(OutgoingHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** To whom the host delegates; empty when it does not, or does not answer well. */
  Optional<ServerName> find(String host) {
    Entry known = entries.getIfPresent(host);
    if (known == null || !clock.instant().isBefore(known.until())) {
      known = ask(host, known == null ? 0 : known.failures());
      entries.put(host, known);
    }
    return known.delegated();
  }

  private Entry ask(String host, int failures) {
    try {
      HttpAnswer answer = follow(URI.create("https://" + host + "/.well-known/matrix/server"));
      if (answer.status() == 200) {
        String server = Json.parseObject(answer.body()).path("m.server").asText("");
        Instant until = clock.instant().plus(lifetime(answer));
        return new Entry(Optional.of(ServerName.parse(server)), until, 0);
      }
    } catch (IOException | MatrixException | IllegalArgumentException e) {
      // no delegation, as the specification says for every kind of failure
    }
    Instant until = clock.instant().plus(WAIT.after(failures));
    return new Entry(Optional.empty(), until, failures + 1);
  }

  private HttpAnswer follow(URI first) throws IOException {
    URI uri = first;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      HttpAnswer answer = http.send(OutgoingRequest.get(uri));
      Optional<String> location = answer.header("location");
      if (answer.status() < 300 || answer.status() > 399 || location.isEmpty()) {
        return answer;
      }
      uri = uri.resolve(location.get());
      if (!"https".equals(uri.getScheme())) {
        throw new IOException("a redirect out of https");
      }
    }
    throw new IOException("too many redirects");
  }

  private Duration lifetime(HttpAnswer answer) {
    Duration said =
        answer
            .header("cache-control")
            .flatMap(WellKnownLookup::maxAge)
            .or(() -> answer.header("expires").flatMap(this::expires))
            .orElse(UNLESS_SAID);
    Duration atLeast = said.compareTo(SHORTEST) < 0 ? SHORTEST : said;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }

  private static Optional<Duration> maxAge(String header) {
    Matcher matcher = MAX_AGE.matcher(header);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  private Optional<Duration> expires(String header) {
    try {
      Instant end = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
      return Optional.of(Duration.between(clock.instant(), end));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
