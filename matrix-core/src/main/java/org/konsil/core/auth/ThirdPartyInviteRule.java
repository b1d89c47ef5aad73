package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.VerifyKey;

/** The rule for invitations that redeem an {@code m.room.third_party_invite}. */
final class ThirdPartyInviteRule {

  /** One invitation may cost at most the square of this in signature checks. */
  private static final int MAX_TRIED = 16;

  private ThirdPartyInviteRule() {}

  static AuthResult check(Pdu event, RoomView room) {
    String target = event.stateKey().orElseThrow();
    if (room.membership(target).equals("ban")) {
      return AuthResult.reject("the user is banned");
    }
    JsonNode signed = event.content().path("third_party_invite").path("signed");
    JsonNode token = signed.path("token");
    if (!signed.isObject() || !signed.path("mxid").isTextual() || !token.isTextual()) {
      return AuthResult.reject("the third-party invite is not signed for a user and a token");
    }
    if (!signed.get("mxid").textValue().equals(target)) {
      return AuthResult.reject("the third-party invite is for another user");
    }
    Optional<Pdu> invitation = room.thirdPartyInvite(token.textValue());
    if (invitation.isEmpty()) {
      return AuthResult.reject("the room has no such third-party invite");
    }
    if (!invitation.get().sender().equals(event.sender())) {
      return AuthResult.reject("the third-party invite is another sender's");
    }
    return AuthResult.allowIf(
        isSigned((ObjectNode) signed, keys(invitation.get().content())),
        "no signature of the third-party invite is right");
  }

  private static Set<VerifyKey> keys(ObjectNode invitation) {
    Set<VerifyKey> keys = new LinkedHashSet<>();
    addKey(keys, invitation.path("public_key"));
    for (JsonNode entry : invitation.path("public_keys")) {
      addKey(keys, entry.path("public_key"));
    }
    return keys;
  }

  private static void addKey(Set<VerifyKey> keys, JsonNode key) {
    if (key.isTextual() && keys.size() < MAX_TRIED) {
      VerifyKey.ofBase64(key.textValue()).ifPresent(keys::add);
    }
  }

  private static boolean isSigned(ObjectNode signed, Set<VerifyKey> keys) {
    int tried = 0;
    for (Map.Entry<String, JsonNode> signer : signed.path("signatures").properties()) {
      for (Map.Entry<String, JsonNode> signature : signer.getValue().properties()) {
        boolean usable = signature.getKey().startsWith("ed25519:") && tried++ < MAX_TRIED;
        if (usable && isSigned(signed, signer.getKey(), signature.getKey(), keys)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSigned(
      ObjectNode signed, String signer, String keyId, Set<VerifyKey> keys) {
    try {
      return keys.stream().anyMatch(key -> JsonSigning.verify(signed, signer, keyId, key));
    } catch (MatrixException notCanonical) {
      return false;
    }
  }
}
