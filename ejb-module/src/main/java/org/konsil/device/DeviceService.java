package org.konsil.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccessTokenService.LastSeen;
import org.konsil.account.Requester;
import org.konsil.account.SessionDevices;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceStore.StoredDevice;
import org.konsil.login.UiaService;

/**
 * A user's own devices.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#device-management">Device
 *     management</a>
 */
@Stateless
public class DeviceService {
  private static final int LONGEST_NAME = 100;

  @Inject private DeviceStore devices;
  @Inject private DeviceListService deviceLists;
  @Inject private SessionDevices sessions;
  @Inject private AccessTokenService tokens;
  @Inject private UiaService uia;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Device> list(Requester requester) {
    return list(requester.user());
  }

  /** For the console; the caller has checked that the account is of its domain. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Device> list(UserId user) {
    Map<String, LastSeen> seen = tokens.lastSeen(user);
    return devices.all(user).stream()
        .map(stored -> device(user, stored, Optional.ofNullable(seen.get(stored.deviceId()))))
        .toList();
  }

  /**
   * One of the caller's devices.
   *
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Device get(Requester requester, String deviceId) {
    StoredDevice stored =
        devices.find(requester.user(), deviceId).orElseThrow(DeviceService::unknownDevice);
    LastSeen seen = tokens.lastSeen(requester.user()).get(deviceId);
    return device(requester.user(), stored, Optional.ofNullable(seen));
  }

  /** The devices of several users, without when they were last seen; for keys and to-device. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<UserId, List<Device>> ofUsers(Collection<UserId> users) {
    return devices.ofUsers(users).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .map(stored -> device(entry.getKey(), stored, Optional.empty()))
                        .toList()));
  }

  /** Whether the user has the device. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean exists(UserId user, String deviceId) {
    return devices.find(user, deviceId).isPresent();
  }

  /** The display names that devices of the user have; for keys/query. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<String> displayName(UserId user, String deviceId) {
    return devices.find(user, deviceId).flatMap(StoredDevice::displayName);
  }

  /**
   * Renames a device; an absent name leaves it as it is. For an application service it makes the
   * device when there is none.
   *
   * @throws MatrixException M_NOT_FOUND; M_INVALID_PARAM or M_TOO_LARGE for the name
   */
  public void rename(Requester requester, String deviceId, Optional<String> displayName) {
    Optional<String> name = displayName.map(DeviceService::requireDisplayName);
    if (requester.appServiceId().isPresent() && !exists(requester.user(), deviceId)) {
      sessions.open(requester.user(), Optional.of(deviceId), name);
      return;
    }
    StoredDevice stored =
        devices.find(requester.user(), deviceId).orElseThrow(DeviceService::unknownDevice);
    if (name.isPresent() && !name.equals(stored.displayName())) {
      devices.rename(requester.user(), deviceId, name);
      deviceLists.markChanged(requester.user(), deviceId);
    }
  }

  /**
   * Removes devices once the caller has proved who it is, which an application service need not;
   * unknown ones are no error.
   *
   * @param auth the caller's proof, null at the first call
   * @throws org.konsil.login.UiaRequiredException what is still to be proved
   */
  public void delete(Requester requester, List<String> deviceIds, ObjectNode auth) {
    if (deviceIds == null) {
      throw MatrixException.missingParam("devices is missing");
    }
    if (requester.appServiceId().isEmpty()) {
      uia.require(requester, "delete devices " + String.join(",", deviceIds), auth);
    }
    deviceIds.forEach(id -> sessions.close(requester.user(), id));
  }

  /** For the console; the caller has checked that the account is of its domain. */
  public void delete(UserId user, String deviceId) {
    devices.find(user, deviceId).orElseThrow(DeviceService::unknownDevice);
    sessions.close(user, deviceId);
  }

  static String requireDisplayName(String name) {
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw MatrixException.tooLarge("A device name has at most " + LONGEST_NAME + " characters")
          .status(400);
    }
    if (name.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam("The device name is malformed");
    }
    return name;
  }

  private static Device device(UserId user, StoredDevice stored, Optional<LastSeen> seen) {
    return new Device(
        stored.deviceId(),
        user.value(),
        stored.displayName().orElse(null),
        seen.flatMap(LastSeen::address).orElse(null),
        seen.map(last -> last.at().toEpochMilli()).orElse(null));
  }

  private static MatrixException unknownDevice() {
    return MatrixException.notFound("Unknown device");
  }
}
