package org.konsil.e2ee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.onetimekey.KeyName;

/**
 * The shape of uploaded keys. What is accepted here is later handed to other clients and servers as
 * it is, so a malformed key would break them and not its owner (CVE-2025-61672).
 */
final class KeyUploadCheck {
  /** Largest device keys object and largest single one-time key, in canonical bytes. */
  static final int MAX_DEVICE_KEYS = 16 * 1024;

  static final int MAX_KEY = 4 * 1024;

  /** Most keys in one upload. */
  static final int MAX_KEYS = 1000;

  /** Longest key name, in characters. */
  static final int MAX_NAME = 255;

  private KeyUploadCheck() {}

  /**
   * @throws MatrixException M_INVALID_PARAM when the keys are for another user or device;
   *     M_BAD_JSON when a member is missing or of the wrong type; M_TOO_LARGE
   */
  static void deviceKeys(UserId user, String deviceId, ObjectNode keys) {
    require(keys.path("user_id").isTextual(), "device_keys.user_id must be a string");
    require(keys.path("device_id").isTextual(), "device_keys.device_id must be a string");
    require(isArrayOfText(keys.path("algorithms")), "device_keys.algorithms must be strings");
    require(isMapOf(keys.path("keys"), JsonNode::isTextual), "device_keys.keys must be strings");
    require(areSignatures(keys.path("signatures")), "device_keys.signatures is malformed");
    require(
        keys.path("unsigned").isMissingNode() || keys.path("unsigned").isObject(),
        "device_keys.unsigned must be an object");
    if (!keys.get("user_id").textValue().equals(user.value())) {
      throw MatrixException.invalidParam("The keys are for another user");
    }
    if (!keys.get("device_id").textValue().equals(deviceId)) {
      throw MatrixException.invalidParam("The keys are for another device");
    }
    keys.get("keys").fieldNames().forEachRemaining(name -> ownName(name, deviceId));
    limit(keys, MAX_DEVICE_KEYS);
  }

  /** The one-time or fallback keys of a body by their parsed names. */
  static Map<KeyName, JsonNode> keys(ObjectNode keys) {
    if (keys.size() > MAX_KEYS) {
      throw MatrixException.tooLarge("Too many keys in one request");
    }
    Map<KeyName, JsonNode> result = new LinkedHashMap<>();
    keys.properties()
        .forEach(
            entry -> {
              require(entry.getKey().length() <= MAX_NAME, "A key's name is too long");
              KeyName name =
                  KeyName.find(entry.getKey())
                      .orElseThrow(
                          () -> MatrixException.badJson("A key's name must be algorithm:id"));
              require(isKey(name, entry.getValue()), "The key " + name + " is malformed");
              limit(entry.getValue(), MAX_KEY);
              result.put(name, entry.getValue());
            });
    return result;
  }

  /** {@code {user: {algorithm:key: signature}}}. */
  static boolean areSignatures(JsonNode signatures) {
    return isMapOf(signatures, ofUser -> isMapOf(ofUser, JsonNode::isTextual));
  }

  static boolean isMapOf(JsonNode node, Predicate<JsonNode> value) {
    return node.isObject() && node.properties().stream().allMatch(e -> value.test(e.getValue()));
  }

  static boolean isArrayOfText(JsonNode node) {
    if (!node.isArray()) {
      return false;
    }
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        return false;
      }
    }
    return true;
  }

  /** Refuses what is not canonical JSON or longer than the limit. */
  static void limit(JsonNode node, int maxBytes) {
    if (CanonicalJson.encode(node).length > maxBytes) {
      throw MatrixException.tooLarge("The key is too large");
    }
  }

  private static boolean isKey(KeyName name, JsonNode key) {
    if (key.isTextual()) {
      return !name.algorithm().startsWith("signed_");
    }
    JsonNode fallback = key.path("fallback");
    return key.isObject()
        && key.path("key").isTextual()
        && areSignatures(key.path("signatures"))
        && (fallback.isMissingNode() || fallback.isBoolean());
  }

  private static void ownName(String name, String deviceId) {
    KeyName parsed =
        KeyName.find(name)
            .orElseThrow(() -> MatrixException.badJson("A key's name must be algorithm:device"));
    if (!parsed.keyId().equals(deviceId)) {
      throw MatrixException.invalidParam("A key is for another device");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw MatrixException.badJson(message);
    }
  }
}
