package org.konsil.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.VerifyKey;

/**
 * Fetches the keys of a server and keeps what passes the checks. A server is asked once at a time
 * and not again for ten seconds, whatever came of it: anybody can name servers to us in a header,
 * and must not make us flood them.
 */
@ApplicationScoped
class ServerKeyFetching {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int AT_A_TIME = 64;

  private final AsyncCache<ServerName, Boolean> attempts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(PAUSE).buildAsync();
  private final Semaphore slots = new Semaphore(AT_A_TIME);

  @Inject private FederationClient client;
  @Inject private ServerKeyStore store;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  protected ServerKeyFetching() {}

  ServerKeyFetching(
      FederationClient client, ServerKeyStore store, KonsilConfig config, Clock clock) {
    this.client = client;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** Whether the store has an answer of the last ten seconds now. */
  boolean fetch(ServerName server) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> running = attempts.asMap().putIfAbsent(server, mine);
    if (running != null) {
      return running.join();
    }
    boolean done = false;
    try {
      done = within(server);
    } finally {
      mine.complete(done);
    }
    return done;
  }

  private boolean within(ServerName server) {
    if (!slots.tryAcquire()) {
      return false;
    }
    try {
      Optional<ServerKeysAnswer> answer = ask(server);
      answer.ifPresent(keys -> store.save(keys, clock.instant()));
      return answer.isPresent();
    } finally {
      slots.release();
    }
  }

  private Optional<ServerKeysAnswer> ask(ServerName server) {
    Optional<ServerKeysAnswer> answer = askItself(server);
    for (String notary : config.texts("federation.notaries")) {
      if (answer.isEmpty()) {
        answer = askNotary(ServerName.parse(notary), server);
      }
    }
    return answer;
  }

  private Optional<ServerKeysAnswer> askItself(ServerName server) {
    try {
      ObjectNode json = client.getUnsigned(server, "/_matrix/key/v2/server", TIMEOUT, MAX_ANSWER);
      return ServerKeysAnswer.check(server, json, clock.instant());
    } catch (MatrixException e) {
      return Optional.empty();
    }
  }

  /** A notary can hold keys back, but not invent any: the server's own signature is checked too. */
  private Optional<ServerKeysAnswer> askNotary(ServerName notary, ServerName server) {
    Optional<ServerKeysAnswer> itsKeys = askItself(notary);
    if (itsKeys.isEmpty()) {
      return Optional.empty();
    }
    try {
      ObjectNode answers =
          client.getUnsigned(
              notary, "/_matrix/key/v2/query/" + server.value(), TIMEOUT, MAX_ANSWER);
      for (JsonNode answer : answers.path("server_keys")) {
        if (answer instanceof ObjectNode json && isSignedBy(itsKeys.get(), json)) {
          Optional<ServerKeysAnswer> checked =
              ServerKeysAnswer.check(server, json, clock.instant());
          if (checked.isPresent()) {
            return checked;
          }
        }
      }
    } catch (MatrixException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isSignedBy(ServerKeysAnswer notary, ObjectNode json) {
    return notary.keys().entrySet().stream()
        .filter(entry -> entry.getValue().current())
        .anyMatch(
            entry -> {
              VerifyKey key = entry.getValue().key();
              return JsonSigning.verify(json, notary.server(), entry.getKey(), key);
            });
  }
}
