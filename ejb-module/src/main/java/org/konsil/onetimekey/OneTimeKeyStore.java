package org.konsil.onetimekey;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;

/** One-time and fallback keys. */
@ApplicationScoped
class OneTimeKeyStore {
  private static final String DEVICE = " WHERE user_id = ? AND device_id = ?";
  private static final String UNCLAIMED = DEVICE + " AND claimed_at IS NULL";

  /** Losing this many races in a row means something else is wrong. */
  private static final int MAX_RACES = 1000;

  @Inject private Db db;

  protected OneTimeKeyStore() {}

  OneTimeKeyStore(Db db) {
    this.db = db;
  }

  /** A key that was uploaded before, whether or not somebody has claimed it since. */
  record KnownKey(KeyName name, JsonNode json, boolean claimed) {}

  Map<KeyName, KnownKey> known(UserId user, String deviceId, List<KeyName> names) {
    String[] keyIds = names.stream().map(KeyName::keyId).toArray(String[]::new);
    Map<KeyName, KnownKey> found = new LinkedHashMap<>();
    db.query(
            "SELECT algorithm, key_id, key_json, claimed_at FROM one_time_key"
                + DEVICE
                + " AND key_id = ANY(?)",
            row ->
                new KnownKey(
                    new KeyName(row.string("algorithm"), row.string("key_id")),
                    Json.parse(row.bytes("key_json")),
                    row.findNumber("claimed_at").isPresent()),
            user,
            deviceId,
            keyIds)
        .forEach(key -> found.put(key.name(), key));
    return found;
  }

  void insert(UserId user, String deviceId, Map<KeyName, JsonNode> keys) {
    db.batch(
        "INSERT INTO one_time_key (user_id, device_id, algorithm, key_id, key_json)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        keys.entrySet().stream()
            .map(
                key ->
                    new Object[] {
                      user, deviceId, key.getKey().algorithm(), key.getKey().keyId(), key.getValue()
                    })
            .toList());
  }

  /** Takes a claimed key's row away, so that its id can be used for another key. */
  void delete(UserId user, String deviceId, KeyName name) {
    db.update(
        "DELETE FROM one_time_key" + DEVICE + " AND algorithm = ? AND key_id = ?",
        user,
        deviceId,
        name.algorithm(),
        name.keyId());
  }

  /** Unclaimed keys by algorithm; algorithms without one are absent. */
  Map<String, Integer> counts(UserId user, String deviceId) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    db.query(
            "SELECT algorithm, COUNT(*) AS n FROM one_time_key" + UNCLAIMED + " GROUP BY algorithm",
            row -> Map.entry(row.string("algorithm"), row.integer("n")),
            user,
            deviceId)
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /**
   * Takes the oldest unclaimed key, at most once whoever else claims on whatever node: the update
   * touches the row only while it is unclaimed, and a claimer that loses the race looks again.
   */
  Optional<ClaimedKey> claimOneTime(UserId user, String deviceId, String algorithm, Instant now) {
    for (int race = 0; race < MAX_RACES; race++) {
      Optional<Candidate> candidate = oldest(user, deviceId, algorithm);
      if (candidate.isEmpty()) {
        return Optional.empty();
      }
      int taken =
          db.update(
              "UPDATE one_time_key SET claimed_at = ? WHERE id = ? AND claimed_at IS NULL",
              now,
              candidate.get().id());
      if (taken == 1) {
        return candidate.map(Candidate::key);
      }
    }
    return Optional.empty();
  }

  private record Candidate(long id, ClaimedKey key) {}

  private Optional<Candidate> oldest(UserId user, String deviceId, String algorithm) {
    return db.find(
        "SELECT id, key_id, key_json FROM one_time_key"
            + UNCLAIMED
            + " AND algorithm = ? ORDER BY id LIMIT 1",
        row ->
            new Candidate(
                row.number("id"),
                new ClaimedKey(
                    new KeyName(algorithm, row.string("key_id")),
                    Json.parse(row.bytes("key_json")))),
        user,
        deviceId,
        algorithm);
  }

  /** The device's fallback key, marked as used. It stays until it is replaced. */
  Optional<ClaimedKey> useFallback(UserId user, String deviceId, String algorithm) {
    Optional<ClaimedKey> key =
        db.find(
            "SELECT key_id, key_json FROM fallback_key" + DEVICE + " AND algorithm = ?",
            row ->
                new ClaimedKey(
                    new KeyName(algorithm, row.string("key_id")),
                    Json.parse(row.bytes("key_json"))),
            user,
            deviceId,
            algorithm);
    key.ifPresent(
        found ->
            db.update(
                "UPDATE fallback_key SET used = TRUE"
                    + DEVICE
                    + " AND algorithm = ? AND key_id = ? AND used = FALSE",
                user,
                deviceId,
                algorithm,
                found.name().keyId()));
    return key;
  }

  /** Replaces the algorithm's fallback key. The same key again stays as used as it was. */
  void putFallback(UserId user, String deviceId, KeyName name, JsonNode key) {
    boolean same =
        db.find(
                "SELECT key_id, key_json FROM fallback_key" + DEVICE + " AND algorithm = ?",
                row ->
                    row.string("key_id").equals(name.keyId())
                        && Json.parse(row.bytes("key_json")).equals(key),
                user,
                deviceId,
                name.algorithm())
            .orElse(false);
    if (same) {
      return;
    }
    int inserted =
        db.update(
            "INSERT INTO fallback_key (user_id, device_id, algorithm, key_id, key_json, used)"
                + " VALUES (?, ?, ?, ?, ?, FALSE) ON CONFLICT DO NOTHING",
            user,
            deviceId,
            name.algorithm(),
            name.keyId(),
            key);
    if (inserted == 0) {
      db.update(
          "UPDATE fallback_key SET key_id = ?, key_json = ?, used = FALSE"
              + DEVICE
              + " AND algorithm = ?",
          name.keyId(),
          key,
          user,
          deviceId,
          name.algorithm());
    }
  }

  List<String> unusedFallbackAlgorithms(UserId user, String deviceId) {
    return db.query(
        "SELECT algorithm FROM fallback_key" + DEVICE + " AND used = FALSE ORDER BY algorithm",
        row -> row.string("algorithm"),
        user,
        deviceId);
  }

  void deleteDevice(UserId user, String deviceId) {
    db.update("DELETE FROM one_time_key" + DEVICE, user, deviceId);
    db.update("DELETE FROM fallback_key" + DEVICE, user, deviceId);
  }

  /** Forgets keys that were claimed before the given time. */
  int deleteClaimedBefore(Instant time) {
    return db.update("DELETE FROM one_time_key WHERE claimed_at < ?", time);
  }
}
