package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.Device;

/** Puts together what one asker is shown of the keys of some users. */
final class KeyView {
  private final Optional<UserId> asker;
  private final Map<UserId, List<String>> wanted;
  private final Map<String, List<CrossSigningStore.Signature>> signatures = new HashMap<>();
  private final ObjectNode devices = Json.object();
  private final Map<KeyUsage, ObjectNode> crossSigning =
      Map.of(
          KeyUsage.MASTER, Json.object(),
          KeyUsage.SELF_SIGNING, Json.object(),
          KeyUsage.USER_SIGNING, Json.object());

  /**
   * @param asker empty for another server
   */
  KeyView(
      Optional<UserId> asker,
      Map<UserId, List<String>> wanted,
      List<CrossSigningStore.Signature> visibleSignatures) {
    this.asker = asker;
    this.wanted = wanted;
    visibleSignatures.forEach(
        s ->
            signatures
                .computeIfAbsent(target(s.targetUser(), s.targetKey()), k -> new ArrayList<>())
                .add(s));
    wanted.keySet().forEach(user -> devices.putObject(user.value()));
  }

  KeyView addDevices(List<DeviceKeyStore.DeviceKeys> keys, Map<UserId, List<Device>> named) {
    for (DeviceKeyStore.DeviceKeys device : keys) {
      List<String> only = wanted.get(device.user());
      if (only.isEmpty() || only.contains(device.deviceId())) {
        ObjectNode json = signed(device.keys(), device.user(), device.deviceId());
        ObjectNode unsigned = json.putObject("unsigned");
        named.getOrDefault(device.user(), List.of()).stream()
            .filter(d -> d.deviceId().equals(device.deviceId()) && d.displayName() != null)
            .forEach(d -> unsigned.put("device_display_name", d.displayName()));
        devices.withObjectProperty(device.user().value()).set(device.deviceId(), json);
      }
    }
    return this;
  }

  KeyView addCrossSigning(List<CrossSigningStore.StoredKey> keys) {
    for (CrossSigningStore.StoredKey key : keys) {
      if (key.usage() != KeyUsage.USER_SIGNING || asker.filter(key.user()::equals).isPresent()) {
        crossSigning
            .get(key.usage())
            .set(key.user().value(), signed(key.json(), key.user(), key.publicKey()));
      }
    }
    return this;
  }

  QueryKeysResponse response(ObjectNode failures) {
    return new QueryKeysResponse(
        devices,
        failures,
        crossSigning.get(KeyUsage.MASTER),
        crossSigning.get(KeyUsage.SELF_SIGNING),
        crossSigning.get(KeyUsage.USER_SIGNING));
  }

  private ObjectNode signed(ObjectNode key, UserId user, String targetKey) {
    signatures
        .getOrDefault(target(user, targetKey), List.of())
        .forEach(signature -> KeyJson.addSignature(key, signature));
    return key;
  }

  private static String target(UserId user, String key) {
    return user.value() + "\n" + key;
  }
}
