package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.VerifyKey;

/** A cross-signing key whose form has been checked. */
record CrossSigningKey(
    UserId user, KeyUsage usage, String publicKey, VerifyKey key, ObjectNode json) {
  private static final String ALGORITHM = "ed25519";

  /**
   * Reads an uploaded key. Signatures of others are dropped.
   *
   * @throws MatrixException M_INVALID_PARAM for another user's key, another usage or a malformed
   *     public key; M_BAD_JSON; M_TOO_LARGE
   */
  static CrossSigningKey parse(UserId user, KeyUsage usage, ObjectNode json) {
    if (!json.path("user_id").isTextual()
        || !KeyUploadCheck.isArrayOfText(json.path("usage"))
        || !KeyUploadCheck.isMapOf(json.path("keys"), value -> value.isTextual())
        || !(json.path("signatures").isMissingNode()
            || KeyUploadCheck.areSignatures(json.path("signatures")))) {
      throw MatrixException.badJson("The " + usage.text() + " key is malformed");
    }
    if (!json.get("user_id").textValue().equals(user.value())) {
      throw MatrixException.invalidParam("The " + usage.text() + " key is for another user");
    }
    if (!names(json, usage)) {
      throw MatrixException.invalidParam("The key's usage must be " + usage.text());
    }
    KeyUploadCheck.limit(json, KeyUploadCheck.MAX_DEVICE_KEYS);
    String publicKey = publicKey(json);
    ObjectNode stored = json.deepCopy();
    stored.remove("unsigned");
    KeyJson.keepSignaturesOf(stored, user);
    return new CrossSigningKey(user, usage, publicKey, decode(publicKey), stored);
  }

  static CrossSigningKey trusted(CrossSigningStore.StoredKey stored) {
    return new CrossSigningKey(
        stored.user(),
        stored.usage(),
        stored.publicKey(),
        decode(stored.publicKey()),
        stored.json());
  }

  /** {@code ed25519:<public key>}, the name under which it signs. */
  String keyId() {
    return ALGORITHM + ":" + publicKey;
  }

  /** Whether this key has signed the object in its owner's name. */
  boolean hasSigned(ObjectNode object) {
    return JsonSigning.verify(object, user.value(), keyId(), key);
  }

  void requireSigned(CrossSigningKey other) {
    if (!hasSigned(other.json())) {
      throw MatrixException.of(
          ErrorCode.M_INVALID_SIGNATURE,
          "The " + other.usage().text() + " key is not signed by the master key");
    }
  }

  CrossSigningStore.StoredKey stored() {
    return new CrossSigningStore.StoredKey(user, usage, publicKey, json);
  }

  private static boolean names(ObjectNode json, KeyUsage usage) {
    for (int i = 0; i < json.get("usage").size(); i++) {
      if (json.get("usage").get(i).textValue().equals(usage.text())) {
        return true;
      }
    }
    return false;
  }

  private static String publicKey(ObjectNode json) {
    if (json.get("keys").size() != 1) {
      throw MatrixException.invalidParam("A cross-signing key has exactly one public key");
    }
    Map.Entry<String, ?> only = json.get("keys").properties().iterator().next();
    String value = json.get("keys").get(only.getKey()).textValue();
    if (!only.getKey().equals(ALGORITHM + ":" + value)) {
      throw MatrixException.invalidParam("A cross-signing key is named by its public key");
    }
    return value;
  }

  private static VerifyKey decode(String publicKey) {
    return VerifyKey.ofBase64(publicKey)
        .orElseThrow(() -> MatrixException.invalidParam("The public key is malformed"));
  }
}
