package org.konsil.e2ee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.VerifyKey;
import org.konsil.device.DeviceListService;
import org.konsil.onetimekey.KeyName;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Signatures on keys: of the user's own devices and master key, and of other users' master keys.
 * Each is checked by itself; one that is wrong does not keep the others from being stored.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#cross-signing">Cross-signing</a>
 */
@Stateless
public class SignatureService {
  /** Most signed objects in one request. */
  static final int MAX_OBJECTS = 500;

  @Inject private CrossSigningStore store;
  @Inject private DeviceKeyStore deviceKeys;
  @Inject private DeviceListService deviceLists;
  @Inject private StreamPositions streams;

  public SignatureService() {}

  SignatureService(
      CrossSigningStore store,
      DeviceKeyStore deviceKeys,
      DeviceListService deviceLists,
      StreamPositions streams) {
    this.store = store;
    this.deviceKeys = deviceKeys;
    this.deviceLists = deviceLists;
    this.streams = streams;
  }

  /**
   * Stores the valid ones.
   *
   * @param signed user to device id or public key to the signed object
   * @return user to key to error, of those that were not stored
   */
  public ObjectNode upload(Requester requester, ObjectNode signed) {
    if (signed.properties().stream().mapToInt(e -> size(e.getValue())).sum() > MAX_OBJECTS) {
      throw MatrixException.tooLarge("Too many signatures in one request");
    }
    ObjectNode failures = Json.object();
    Map<UserId, Set<String>> changed = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> ofUser : signed.properties()) {
      UserId target = UserId.parse(ofUser.getKey());
      for (Map.Entry<String, JsonNode> object : ofUser.getValue().properties()) {
        Optional<MatrixException> failure = tryAdd(requester, target, object);
        if (failure.isPresent()) {
          failures.withObjectProperty(target.value()).set(object.getKey(), failure.get().body());
        } else {
          changed.computeIfAbsent(target, user -> new LinkedHashSet<>()).add(object.getKey());
        }
      }
    }
    changed.forEach((target, keys) -> tell(requester.user(), target, keys));
    return failures;
  }

  private static int size(JsonNode objects) {
    if (!objects.isObject()) {
      throw MatrixException.badJson("Signed keys must be in an object by their id");
    }
    return objects.size();
  }

  private Optional<MatrixException> tryAdd(
      Requester requester, UserId target, Map.Entry<String, JsonNode> object) {
    try {
      if (!(object.getValue() instanceof ObjectNode signed)) {
        throw MatrixException.badJson("A signed key must be an object");
      }
      add(requester, target, object.getKey(), signed);
      return Optional.empty();
    } catch (MatrixException e) {
      return Optional.of(e);
    }
  }

  private void add(Requester requester, UserId target, String key, ObjectNode object) {
    if (!target.equals(requester.user())) {
      signMasterKeyOf(requester.user(), target, key, object);
    } else if (deviceKeys.find(target, key).isPresent()) {
      signOwnDevice(target, key, object);
    } else {
      signOwnMasterKey(target, key, object);
    }
  }

  private void signMasterKeyOf(UserId signer, UserId target, String key, ObjectNode object) {
    CrossSigningKey userSigning = get(signer, KeyUsage.USER_SIGNING);
    CrossSigningKey master = master(target, key);
    requireSameKey(master.json(), object);
    store(target, key, userSigning, object);
  }

  private void signOwnDevice(UserId user, String deviceId, ObjectNode object) {
    CrossSigningKey selfSigning = get(user, KeyUsage.SELF_SIGNING);
    requireSameKey(deviceKeys.find(user, deviceId).orElseThrow(), object);
    store(user, deviceId, selfSigning, object);
  }

  private void signOwnMasterKey(UserId user, String key, ObjectNode object) {
    CrossSigningKey master = master(user, key);
    requireSameKey(master.json(), object);
    JsonNode signatures = object.path("signatures").path(user.value());
    int stored = 0;
    for (Map.Entry<String, JsonNode> entry : signatures.properties()) {
      if (isByDevice(user, entry.getKey(), object)) {
        String signature = entry.getValue().textValue();
        store.putSignature(
            new CrossSigningStore.Signature(user, key, user, entry.getKey(), signature));
        stored++;
      }
    }
    if (stored == 0) {
      throw invalidSignature();
    }
  }

  private boolean isByDevice(UserId user, String keyId, ObjectNode object) {
    return KeyName.find(keyId)
        .flatMap(name -> deviceKeys.find(user, name.keyId()))
        .map(keys -> keys.path("keys").path(keyId).asText())
        .flatMap(VerifyKey::ofBase64)
        .filter(key -> JsonSigning.verify(object, user.value(), keyId, key))
        .isPresent();
  }

  private void store(UserId target, String key, CrossSigningKey signer, ObjectNode object) {
    if (!signer.hasSigned(object)) {
      throw invalidSignature();
    }
    String signature =
        object.get("signatures").get(signer.user().value()).get(signer.keyId()).textValue();
    store.putSignature(
        new CrossSigningStore.Signature(target, key, signer.user(), signer.keyId(), signature));
  }

  private CrossSigningKey get(UserId user, KeyUsage usage) {
    return find(user, usage)
        .orElseThrow(() -> MatrixException.notFound("There is no " + usage.text() + " key"));
  }

  private CrossSigningKey master(UserId user, String publicKey) {
    return find(user, KeyUsage.MASTER)
        .filter(key -> key.publicKey().equals(publicKey))
        .orElseThrow(() -> MatrixException.notFound("Unknown key"));
  }

  private Optional<CrossSigningKey> find(UserId user, KeyUsage usage) {
    return store.find(user, usage).map(CrossSigningKey::trusted);
  }

  private static void requireSameKey(ObjectNode stored, ObjectNode object) {
    if (!KeyJson.sameKey(stored, object)) {
      throw MatrixException.invalidParam("The signed key is not the one that is stored");
    }
  }

  private static MatrixException invalidSignature() {
    return MatrixException.of(ErrorCode.M_INVALID_SIGNATURE, "There is no valid signature");
  }

  private void tell(UserId signer, UserId target, Set<String> keys) {
    if (!signer.equals(target)) {
      store.insertSignatureChange(signer, target, streams.next(WakeKey.user(signer)));
      return;
    }
    for (String key : keys) {
      if (deviceKeys.find(target, key).isPresent()) {
        deviceLists.markChanged(target, key);
      } else {
        deviceLists.markChanged(target);
      }
    }
  }
}
