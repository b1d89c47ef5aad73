package org.konsil.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.UnpaddedBase64;
import org.konsil.core.signing.VerifyKey;

/**
 * What the signature of a request covers.
 *
 * @param uri path and query as they are on the wire
 * @param content present when the request has a body
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#request-authentication">Request
 *     authentication</a>
 */
record RequestSignature(
    String method,
    String uri,
    ServerName origin,
    ServerName destination,
    Optional<? extends JsonNode> content) {

  /** The Authorization header. */
  String header(SigningKey key) {
    String signature = UnpaddedBase64.encode(key.sign(bytes()));
    return "X-Matrix origin=\"%s\",destination=\"%s\",key=\"%s\",sig=\"%s\""
        .formatted(origin, destination, key.keyId(), signature);
  }

  boolean isRight(VerifyKey key, byte[] signature) {
    return key.verify(bytes(), signature);
  }

  private byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("method", method);
    object.put("uri", uri);
    object.put("origin", origin.value());
    object.put("destination", destination.value());
    content.ifPresent(body -> object.set("content", body));
    return JsonSigning.signedBytes(object, false);
  }
}
