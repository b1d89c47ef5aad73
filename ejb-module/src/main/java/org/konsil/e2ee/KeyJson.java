package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** The JSON form that all kinds of keys share: a signed object with an unsigned part. */
final class KeyJson {
  private static final String SIGNATURES = "signatures";
  private static final List<String> NOT_SIGNED = List.of(SIGNATURES, "unsigned");

  private KeyJson() {}

  /** Whether two objects are the same key: equal but for their signatures. */
  static boolean sameKey(ObjectNode a, ObjectNode b) {
    return bare(a).equals(bare(b));
  }

  private static ObjectNode bare(ObjectNode key) {
    return key.objectNode().<ObjectNode>setAll(key).remove(NOT_SIGNED);
  }

  /** Drops signatures of others: they would tell who knows whom. */
  static void keepSignaturesOf(ObjectNode key, UserId user) {
    if (key.get(SIGNATURES) instanceof ObjectNode signatures) {
      signatures.retain(user.value());
    }
  }

  /** Adds one signature. */
  static void addSignature(ObjectNode key, CrossSigningStore.Signature signature) {
    key.withObject("/" + SIGNATURES)
        .withObjectProperty(signature.signer().value())
        .put(signature.signerKey(), signature.signature());
  }

  /** The entry of a server that cannot be asked. */
  static ObjectNode unreachable() {
    return Json.object().put("status", 503).put("message", "The server cannot be reached");
  }
}
