package org.konsil.core.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.CanonicalJson;

/**
 * Signatures of JSON objects other than events.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#signing-json">Signing JSON</a>
 */
public final class JsonSigning {
  private static final String SIGNATURES = "signatures";

  private JsonSigning() {}

  /** Adds the server's signature to the object itself and returns it. */
  public static ObjectNode sign(ObjectNode object, ServerName server, SigningKey key) {
    return addSignature(object, server.value(), key.keyId(), key.sign(signedBytes(object, true)));
  }

  /** True when the server's signature by this key is present and right. */
  public static boolean verify(ObjectNode object, ServerName server, String keyId, VerifyKey key) {
    return verify(object, server.value(), keyId, key);
  }

  /** As {@link #verify(ObjectNode, ServerName, String, VerifyKey)}, for a user's signature. */
  public static boolean verify(ObjectNode object, String signer, String keyId, VerifyKey key) {
    return signature(object, signer, keyId)
        .filter(signature -> key.verify(signedBytes(object, true), signature))
        .isPresent();
  }

  /**
   * The bytes that a signature covers: canonical, without signatures and unsigned.
   *
   * @param strict false only for events of room versions 1 to 5
   */
  public static byte[] signedBytes(ObjectNode object, boolean strict) {
    ObjectNode bare = object.objectNode();
    bare.setAll(object);
    bare.remove(SIGNATURES);
    bare.remove("unsigned");
    return CanonicalJson.encode(bare, strict);
  }

  /** Writes a signature into the object and returns the object. */
  public static ObjectNode addSignature(
      ObjectNode object, String signer, String keyId, byte[] signature) {
    child(child(object, SIGNATURES), signer).put(keyId, UnpaddedBase64.encode(signature));
    return object;
  }

  /** The decoded signature of a signer by a key. */
  public static Optional<byte[]> signature(ObjectNode object, String signer, String keyId) {
    JsonNode text = object.path(SIGNATURES).path(signer).path(keyId);
    return text.isTextual() ? UnpaddedBase64.decode(text.textValue()) : Optional.empty();
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode existing ? existing : parent.putObject(name);
  }
}
