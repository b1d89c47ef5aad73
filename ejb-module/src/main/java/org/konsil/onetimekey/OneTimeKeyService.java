package org.konsil.onetimekey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * One-time keys, each handed out at most once, and the fallback keys that stand in when they have
 * run out.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#one-time-and-fallback-keys">One-time
 *     and fallback keys</a>
 */
@Stateless
public class OneTimeKeyService {
  /** Most unclaimed keys of one device. Clients keep about 50 to 100. */
  static final int MAX_STORED = 2000;

  @Inject private OneTimeKeyStore store;
  @Inject private CurrentKeyCounts current;
  @Inject private KeyClaimMeters meters;
  @Inject private DomainService domains;
  @Inject private StreamPositions streams;
  @Inject private Clock clock;

  /** Unclaimed keys by algorithm. The usual algorithm is always named, also with 0. */
  public Map<String, Integer> counts(UserId user, String deviceId) {
    return keyCounts(user, deviceId).oneTimeKeys();
  }

  /** Algorithms whose fallback key nobody has been given yet. */
  public List<String> unusedFallbackTypes(UserId user, String deviceId) {
    return keyCounts(user, deviceId).unusedFallbackTypes();
  }

  /** Both, as a sync tells them. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public KeyCounts keyCounts(UserId user, String deviceId) {
    return current.of(user, deviceId);
  }

  /**
   * Hands out one key a device. Users of other servers are passed over.
   *
   * @param wanted user to device to algorithm
   * @return user to device to name to key
   */
  public ObjectNode claim(Map<String, Map<String, String>> wanted) {
    ObjectNode claimed = Json.object();
    // one order for all claimers, or two of them could wait for each other
    new TreeMap<>(wanted)
        .forEach(
            (id, ofUser) -> {
              UserId user = UserId.parse(id);
              if (domains.isLocal(user.server())) {
                claimOfUser(claimed, user, ofUser);
              }
            });
    return claimed;
  }

  private void claimOfUser(ObjectNode claimed, UserId user, Map<String, String> wanted) {
    if (wanted == null || wanted.values().stream().anyMatch(Objects::isNull)) {
      throw MatrixException.badJson("An algorithm must be a string");
    }
    new TreeMap<>(wanted)
        .forEach(
            (deviceId, algorithm) ->
                claimOne(user, deviceId, algorithm)
                    .ifPresent(
                        key ->
                            claimed
                                .withObjectProperty(user.value())
                                .withObjectProperty(deviceId)
                                .set(key.name().toString(), key.json())));
  }

  private Optional<ClaimedKey> claimOne(UserId user, String deviceId, String algorithm) {
    Optional<ClaimedKey> oneTime = store.claimOneTime(user, deviceId, algorithm, clock.instant());
    Optional<ClaimedKey> key = oneTime.or(() -> store.useFallback(user, deviceId, algorithm));
    if (key.isPresent()) {
      streams.wake(WakeKey.device(user, deviceId));
    }
    meters.count(oneTime.isPresent(), key.isPresent());
    return key;
  }

  public void upload(Requester requester, Map<KeyName, JsonNode> keys) {
    Map<KeyName, OneTimeKeyStore.KnownKey> known =
        store.known(requester.user(), requester.deviceId(), List.copyOf(keys.keySet()));
    Map<KeyName, JsonNode> fresh = new LinkedHashMap<>();
    keys.forEach(
        (name, key) -> {
          OneTimeKeyStore.KnownKey before = known.get(name);
          if (before == null) {
            fresh.put(name, key);
          } else if (!before.json().equals(key)) {
            replaceClaimed(requester, before);
            fresh.put(name, key);
          }
        });
    int stored =
        store.counts(requester.user(), requester.deviceId()).values().stream()
            .mapToInt(Integer::intValue)
            .sum();
    if (stored + fresh.size() > MAX_STORED) {
      throw MatrixException.tooLarge("The device has too many one-time keys");
    }
    store.insert(requester.user(), requester.deviceId(), fresh);
    streams.wake(WakeKey.device(requester.user(), requester.deviceId()));
  }

  /** An unclaimed key must not change: whoever is about to use it has seen the old one. */
  private void replaceClaimed(Requester requester, OneTimeKeyStore.KnownKey before) {
    if (!before.claimed()) {
      throw MatrixException.invalidParam("The one-time key " + before.name() + " already exists");
    }
    store.delete(requester.user(), requester.deviceId(), before.name());
  }

  public void uploadFallback(Requester requester, Map<KeyName, JsonNode> keys) {
    Set<String> algorithms = new HashSet<>();
    streams.wake(WakeKey.device(requester.user(), requester.deviceId()));
    keys.forEach(
        (name, key) -> {
          if (!algorithms.add(name.algorithm())) {
            throw MatrixException.invalidParam("More than one fallback key for an algorithm");
          }
          store.putFallback(requester.user(), requester.deviceId(), name, key);
        });
  }
}
