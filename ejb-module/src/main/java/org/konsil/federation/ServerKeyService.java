package org.konsil.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.konsil.config.DomainKey;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.VerifyKey;

/**
 * Verified public keys of servers, fetched when unknown or no longer valid: from the server itself,
 * else from the configured notaries. Blocks; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#retrieving-server-keys">Retrieving
 *     server keys</a>
 */
@ApplicationScoped
public class ServerKeyService {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Cache<ServerName, Map<String, KeyValidity>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  @Inject private ServerKeyStore store;
  @Inject private ServerKeyFetching fetching;
  @Inject private DomainService domains;

  protected ServerKeyService() {}

  ServerKeyService(ServerKeyStore store, ServerKeyFetching fetching, DomainService domains) {
    this.store = store;
    this.fetching = fetching;
    this.domains = domains;
  }

  /**
   * The keys among the given ids that are known and were valid at the given time; others are
   * missing from the answer.
   *
   * @param validAtMillis when the signature was made: now for a request, {@code origin_server_ts}
   *     for an event; 0 for room versions that do not ask
   */
  public Map<String, VerifyKey> keys(ServerName server, Set<String> keyIds, long validAtMillis) {
    if (domains.isLocal(server)) {
      return own(server, keyIds, validAtMillis);
    }
    Map<String, VerifyKey> found = valid(known(server), keyIds, validAtMillis);
    if (found.size() < keyIds.size() && fetching.fetch(server)) {
      Map<String, KeyValidity> now = store.keys(server);
      known.put(server, now);
      found = valid(now, keyIds, validAtMillis);
    }
    return found;
  }

  /** As {@link #keys}, without keys that the server does not sign with any more. */
  Map<String, VerifyKey> currentKeys(ServerName server, Set<String> keyIds, long nowMillis) {
    Map<String, VerifyKey> found = new HashMap<>(keys(server, keyIds, nowMillis));
    Map<String, KeyValidity> all = known(server);
    found.keySet().removeIf(keyId -> all.containsKey(keyId) && !all.get(keyId).current());
    return found;
  }

  private Map<String, KeyValidity> known(ServerName server) {
    Map<String, KeyValidity> present = known.getIfPresent(server);
    if (present != null) {
      return present;
    }
    // read outside of the cache's lock: who waited for it could hold the last connection
    Map<String, KeyValidity> read = store.keys(server);
    Map<String, KeyValidity> fetchedMeanwhile = known.asMap().putIfAbsent(server, read);
    return fetchedMeanwhile == null ? read : fetchedMeanwhile;
  }

  private Map<String, VerifyKey> own(ServerName server, Set<String> keyIds, long validAtMillis) {
    Map<String, VerifyKey> keys = new HashMap<>();
    for (DomainKey key : domains.keys(server)) {
      boolean valid = key.expiredAt().map(end -> end.toEpochMilli() >= validAtMillis).orElse(true);
      if (valid && keyIds.contains(key.keyId())) {
        keys.put(key.keyId(), key.key());
      }
    }
    return keys;
  }

  private static Map<String, VerifyKey> valid(
      Map<String, KeyValidity> keys, Set<String> keyIds, long validAtMillis) {
    Map<String, VerifyKey> valid = new HashMap<>();
    keys.forEach(
        (keyId, key) -> {
          if (keyIds.contains(keyId) && key.validUntil() >= validAtMillis) {
            valid.put(keyId, key.key());
          }
        });
    return valid;
  }
}
