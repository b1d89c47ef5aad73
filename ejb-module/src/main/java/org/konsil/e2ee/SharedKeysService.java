package org.konsil.e2ee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.DeviceListService;
import org.konsil.device.DeviceService;
import org.konsil.onetimekey.OneTimeKeyService;

/**
 * What other servers may see of our users' devices: the public keys, but no names, since these
 * often name a person's place or phone. Only users of the domain that is asked are answered for
 * (CVE-2023-43796).
 */
@Stateless
public class SharedKeysService {
  @Inject private DeviceKeyStore deviceKeys;
  @Inject private CrossSigningStore crossSigning;
  @Inject private OneTimeKeyService oneTimeKeys;
  @Inject private DeviceService devices;
  @Inject private DeviceListService deviceLists;

  public SharedKeysService() {}

  SharedKeysService(
      DeviceKeyStore deviceKeys,
      CrossSigningStore crossSigning,
      OneTimeKeyService oneTimeKeys,
      DeviceService devices,
      DeviceListService deviceLists) {
    this.deviceKeys = deviceKeys;
    this.crossSigning = crossSigning;
    this.oneTimeKeys = oneTimeKeys;
    this.devices = devices;
    this.deviceLists = deviceLists;
  }

  /**
   * The user's devices that have keys, with the number of the last change.
   *
   * @throws MatrixException M_NOT_FOUND for a user of another domain
   */
  public ObjectNode userDevices(ServerName domain, UserId user) {
    if (!user.server().equals(domain)) {
      throw MatrixException.notFound("Unknown user");
    }
    QueryKeysResponse keys = view(Map.of(user, List.of()));
    ObjectNode answer = Json.object();
    answer.put("user_id", user.value());
    answer.put("stream_id", deviceLists.latest(user));
    ArrayNode list = answer.putArray("devices");
    for (Map.Entry<String, JsonNode> device : keys.deviceKeys().path(user.value()).properties()) {
      list.addObject().put("device_id", device.getKey()).set("keys", device.getValue());
    }
    copy(keys.masterKeys(), user, answer, "master_key");
    copy(keys.selfSigningKeys(), user, answer, "self_signing_key");
    return answer;
  }

  /** As a client would be answered that is none of these users. */
  public ObjectNode query(ServerName domain, QueryKeysRequest request) {
    if (request.deviceKeys() == null) {
      throw MatrixException.missingParam("device_keys is missing");
    }
    Map<UserId, List<String>> wanted = new LinkedHashMap<>();
    request
        .deviceKeys()
        .forEach(
            (id, ids) -> {
              UserId user = UserId.parse(id);
              if (user.server().equals(domain)) {
                wanted.put(user, ids == null ? List.of() : ids);
              }
            });
    QueryKeysResponse keys = view(wanted);
    ObjectNode answer = Json.object();
    answer.set("device_keys", keys.deviceKeys());
    answer.set("master_keys", keys.masterKeys());
    answer.set("self_signing_keys", keys.selfSigningKeys());
    return answer;
  }

  /** Hands out one key a device of this domain's users. */
  public ObjectNode claim(ServerName domain, ClaimKeysRequest request) {
    if (request.oneTimeKeys() == null) {
      throw MatrixException.missingParam("one_time_keys is missing");
    }
    Map<String, Map<String, String>> own = new HashMap<>(request.oneTimeKeys());
    own.keySet().removeIf(id -> !UserId.parse(id).server().equals(domain));
    return Json.object().set("one_time_keys", oneTimeKeys.claim(own));
  }

  /**
   * The content of the {@code m.device_list_update} of one device, without its place in the row.
   */
  public ObjectNode deviceUpdate(UserId user, String deviceId) {
    ObjectNode content = Json.object();
    content.put("user_id", user.value());
    content.put("device_id", deviceId);
    JsonNode keys =
        view(Map.of(user, List.of(deviceId))).deviceKeys().path(user.value()).path(deviceId);
    if (keys.isObject()) {
      content.set("keys", keys);
    } else if (!devices.exists(user, deviceId)) {
      content.put("deleted", true);
    }
    return content;
  }

  /** The content of {@code m.signing_key_update}; empty while the user has no such keys. */
  public Optional<ObjectNode> signingKeyUpdate(UserId user) {
    QueryKeysResponse keys = view(Map.of(user, List.of()));
    ObjectNode content = Json.object().put("user_id", user.value());
    copy(keys.masterKeys(), user, content, "master_key");
    copy(keys.selfSigningKeys(), user, content, "self_signing_key");
    return content.size() > 1 ? Optional.of(content) : Optional.empty();
  }

  private QueryKeysResponse view(Map<UserId, List<String>> wanted) {
    return new KeyView(
            Optional.empty(),
            wanted,
            crossSigning.visibleSignatures(wanted.keySet(), Optional.empty()))
        .addDevices(deviceKeys.ofUsers(wanted.keySet()), Map.of())
        .addCrossSigning(crossSigning.ofUsers(wanted.keySet()))
        .response(Json.object());
  }

  private static void copy(ObjectNode keys, UserId user, ObjectNode to, String name) {
    if (keys.get(user.value()) instanceof ObjectNode key) {
      to.set(name, key);
    }
  }
}
