package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.Device;
import org.konsil.device.DeviceListService;
import org.konsil.device.DeviceService;
import org.konsil.onetimekey.OneTimeKeyService;
import org.konsil.storage.StreamPositions;

/**
 * Upload and query of public keys.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#key-management-api">Key management
 *     API</a>
 */
@Stateless
public class KeyService {
  @Inject private DeviceKeyStore deviceKeys;
  @Inject private CrossSigningStore crossSigning;
  @Inject private OneTimeKeyService oneTimeKeys;
  @Inject private DeviceService devices;
  @Inject private DeviceListService deviceLists;
  @Inject private StreamPositions streams;

  public KeyService() {}

  KeyService(
      DeviceKeyStore deviceKeys,
      CrossSigningStore crossSigning,
      OneTimeKeyService oneTimeKeys,
      DeviceService devices,
      DeviceListService deviceLists,
      StreamPositions streams) {
    this.deviceKeys = deviceKeys;
    this.crossSigning = crossSigning;
    this.oneTimeKeys = oneTimeKeys;
    this.devices = devices;
    this.deviceLists = deviceLists;
    this.streams = streams;
  }

  /**
   * Publishes the requesting device's keys.
   *
   * @throws MatrixException M_BAD_JSON, M_INVALID_PARAM (other user's or device's keys, an id that
   *     is in use by another key), M_TOO_LARGE
   */
  public UploadKeysResponse upload(Requester requester, UploadKeysRequest request) {
    if (requester.findDeviceId().isEmpty()) {
      throw MatrixException.invalidParam("Keys are a device's: give its device_id");
    }
    if (request.deviceKeys() != null) {
      uploadDeviceKeys(requester, request.deviceKeys());
    }
    if (request.oneTimeKeys() != null) {
      oneTimeKeys.upload(requester, KeyUploadCheck.keys(request.oneTimeKeys()));
    }
    if (request.fallbackKeys() != null) {
      oneTimeKeys.uploadFallback(requester, KeyUploadCheck.keys(request.fallbackKeys()));
    }
    return new UploadKeysResponse(oneTimeKeys.counts(requester.user(), requester.deviceId()));
  }

  private void uploadDeviceKeys(Requester requester, ObjectNode keys) {
    KeyUploadCheck.deviceKeys(requester.user(), requester.deviceId(), keys);
    ObjectNode stored = keys.deepCopy();
    stored.remove("unsigned");
    KeyJson.keepSignaturesOf(stored, requester.user());
    Optional<ObjectNode> known = deviceKeys.find(requester.user(), requester.deviceId());
    if (known.filter(stored::equals).isPresent()) {
      return;
    }
    if (known.isPresent() && !KeyJson.sameKey(known.get(), stored)) {
      crossSigning.deleteSignaturesOn(requester.user(), requester.deviceId());
    }
    deviceKeys.put(requester.user(), requester.deviceId(), stored, streams.next());
    deviceLists.markChanged(requester.user(), requester.deviceId());
  }

  /**
   * The keys of the named users that we have, as far as the asker may see them.
   *
   * @param without users that we know nothing of
   * @param failures servers that could not be asked
   */
  public QueryKeysResponse query(
      Requester requester, QueryKeysRequest request, Set<UserId> without, ObjectNode failures) {
    Map<UserId, List<String>> users = new LinkedHashMap<>();
    request
        .deviceKeys()
        .forEach((id, wanted) -> users.put(UserId.parse(id), wanted == null ? List.of() : wanted));
    users.keySet().removeAll(without);
    return new KeyView(Optional.of(requester.user()), users, signatures(requester, users))
        .addDevices(deviceKeys.ofUsers(users.keySet()), named(requester, users))
        .addCrossSigning(crossSigning.ofUsers(users.keySet()))
        .response(failures);
  }

  private List<CrossSigningStore.Signature> signatures(
      Requester requester, Map<UserId, List<String>> wanted) {
    return crossSigning.visibleSignatures(wanted.keySet(), Optional.of(requester.user()));
  }

  /**
   * Names of devices are told within the domain only: they often name a person's place or phone.
   */
  private Map<UserId, List<Device>> named(Requester requester, Map<UserId, List<String>> wanted) {
    List<UserId> colleagues = new ArrayList<>(wanted.keySet());
    colleagues.removeIf(user -> !user.server().equals(requester.domain()));
    return devices.ofUsers(colleagues);
  }
}
