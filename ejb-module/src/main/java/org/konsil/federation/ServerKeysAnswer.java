package org.konsil.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.VerifyKey;

/**
 * What a server published about its keys, after it was checked: it is signed by one of the keys it
 * lists, and by none of them wrongly.
 *
 * @param validUntil milliseconds; the published time, seven days from now at most
 * @param signed the object as it came
 */
record ServerKeysAnswer(
    ServerName server, Map<String, KeyValidity> keys, long validUntil, ObjectNode signed) {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MAX_KEYS = 100;
  private static final int MAX_KEY_ID = 255;

  /** Empty when it is malformed, about another server or not signed as it must be. */
  static Optional<ServerKeysAnswer> check(ServerName server, ObjectNode json, Instant now) {
    JsonNode until = json.path("valid_until_ts");
    JsonNode listed = json.path("verify_keys");
    JsonNode old = json.path("old_verify_keys");
    if (!json.path("server_name").asText("").equals(server.value())
        || !until.isIntegralNumber()
        || !until.canConvertToLong()
        || listed.size() + old.size() > MAX_KEYS) {
      return Optional.empty();
    }
    long validUntil = Math.min(until.longValue(), now.plus(LONGEST).toEpochMilli());
    Map<String, KeyValidity> keys = new HashMap<>();
    old.properties()
        .forEach(
            entry ->
                read(entry.getKey(), entry.getValue())
                    .ifPresent(
                        key -> {
                          long end = entry.getValue().path("expired_ts").asLong(0);
                          keys.put(entry.getKey(), new KeyValidity(key, end, false));
                        }));
    boolean proven = false;
    for (Map.Entry<String, JsonNode> entry : listed.properties()) {
      Optional<VerifyKey> key = read(entry.getKey(), entry.getValue());
      if (key.isPresent()) {
        if (JsonSigning.signature(json, server.value(), entry.getKey()).isPresent()) {
          if (!JsonSigning.verify(json, server, entry.getKey(), key.get())) {
            return Optional.empty();
          }
          proven = true;
        }
        keys.put(entry.getKey(), new KeyValidity(key.get(), validUntil, true));
      }
    }
    return proven
        ? Optional.of(new ServerKeysAnswer(server, Map.copyOf(keys), validUntil, json))
        : Optional.empty();
  }

  private static Optional<VerifyKey> read(String keyId, JsonNode value) {
    return keyId.startsWith("ed25519:") && keyId.length() <= MAX_KEY_ID
        ? VerifyKey.ofBase64(value.path("key").asText(""))
        : Optional.empty();
  }
}
