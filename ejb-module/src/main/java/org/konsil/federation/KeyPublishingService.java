package org.konsil.federation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.konsil.config.Domain;
import org.konsil.config.DomainKey;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;

/**
 * What we tell of keys: those of our domains, and as a notary those of other servers. Blocks when a
 * server must be asked; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#publishing-keys">Publishing
 *     keys</a>
 */
@ApplicationScoped
public class KeyPublishingService {
  private static final int MAX_SERVERS = 20;
  private static final Duration VALID = Duration.ofDays(1);

  @Inject private DomainService domains;
  @Inject private ServerKeyStore store;
  @Inject private ServerKeyFetching fetching;
  @Inject private Clock clock;

  /**
   * The keys of a hosted domain, signed by today's.
   *
   * @throws MatrixException M_NOT_FOUND while it is suspended
   */
  public ObjectNode ownKeys(ServerName domain) {
    if (!publishes(domain)) {
      throw MatrixException.notFound("The server is suspended");
    }
    ObjectNode answer = Json.object();
    answer.put("server_name", domain.value());
    answer.put("valid_until_ts", clock.instant().plus(VALID).toEpochMilli());
    ObjectNode current = answer.putObject("verify_keys");
    ObjectNode old = answer.putObject("old_verify_keys");
    for (DomainKey key : domains.keys(domain)) {
      if (key.isExpired(clock.instant())) {
        old.putObject(key.keyId())
            .put("key", key.key().base64())
            .put("expired_ts", key.expiredAt().orElseThrow().toEpochMilli());
      } else {
        current.putObject(key.keyId()).put("key", key.key().base64());
      }
    }
    return JsonSigning.sign(answer, domain, domains.signingKey(domain));
  }

  /**
   * The keys of a server with our signature; none when nobody knows them.
   *
   * @param minimumValidUntil milliseconds, now unless given; an answer that ends earlier is fetched
   *     anew
   */
  public ObjectNode query(ServerName notary, ServerName server, Optional<Long> minimumValidUntil) {
    ObjectNode answer = Json.object();
    notarize(
        notary, server, minimumValidUntil.orElseGet(clock::millis), answer.putArray("server_keys"));
    return answer;
  }

  /** As above for several servers, {@value #MAX_SERVERS} at most. */
  public ObjectNode query(ServerName notary, KeyQueryRequest request) {
    if (request.serverKeys() == null) {
      throw MatrixException.missingParam("server_keys is missing");
    }
    if (request.serverKeys().size() > MAX_SERVERS) {
      throw MatrixException.tooLarge("Too many servers at once");
    }
    ObjectNode answer = Json.object();
    ArrayNode answers = answer.putArray("server_keys");
    request
        .serverKeys()
        .forEach(
            (server, wanted) -> {
              long until =
                  wanted.values().stream()
                      .map(KeyQueryRequest.Criteria::minimumValidUntil)
                      .filter(Objects::nonNull)
                      .mapToLong(Long::longValue)
                      .max()
                      .orElseGet(clock::millis);
              ServerName.find(server).ifPresent(name -> notarize(notary, name, until, answers));
            });
    return answer;
  }

  private void notarize(
      ServerName notary, ServerName server, long minimumValidUntil, ArrayNode answers) {
    if (domains.isLocal(server)) {
      if (publishes(server)) {
        answers.add(signed(notary, ownKeys(server)));
      }
      return;
    }
    Optional<ServerKeyStore.KeptAnswer> kept = store.answer(server);
    if (kept.filter(a -> isFresh(a, minimumValidUntil)).isEmpty() && fetching.fetch(server)) {
      kept = store.answer(server);
    }
    kept.ifPresent(answer -> answers.add(signed(notary, answer.signed())));
  }

  /** One that is being removed does: its users' leaving must be believed. */
  private boolean publishes(ServerName domain) {
    return domains.get(domain).standing() != Domain.Standing.SUSPENDED;
  }

  /** An answer is good for half of its life. */
  private boolean isFresh(ServerKeyStore.KeptAnswer answer, long minimumValidUntil) {
    long half = (answer.fetchedAt() + answer.validUntil()) / 2;
    return clock.millis() < half && answer.validUntil() >= minimumValidUntil;
  }

  private ObjectNode signed(ServerName notary, ObjectNode keys) {
    SigningKey key = domains.signingKey(notary);
    return JsonSigning.signature(keys, notary.value(), key.keyId()).isPresent()
        ? keys
        : JsonSigning.sign(keys, notary, key);
  }
}
