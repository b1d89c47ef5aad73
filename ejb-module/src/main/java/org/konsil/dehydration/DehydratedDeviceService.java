package org.konsil.dehydration;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.account.SessionDevices;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.device.DeviceService;
import org.konsil.e2ee.KeyService;
import org.konsil.e2ee.UploadKeysRequest;
import org.konsil.storage.StreamPositions;
import org.konsil.todevice.ToDeviceMessage;
import org.konsil.todevice.ToDeviceService;

/**
 * Leaves a device with the server, and takes it up again.
 *
 * @see <a href="https://github.com/matrix-org/matrix-spec-proposals/pull/3814">MSC3814</a>
 */
@Stateless
public class DehydratedDeviceService {
  /** Largest device data in bytes. */
  static final int MAX_DATA = 256 * 1024;

  private static final int MAX_DEVICE_ID = 255;
  private static final int PAGE = 100;

  @Inject private DehydratedDeviceStore store;
  @Inject private SessionDevices sessions;
  @Inject private DeviceService devices;
  @Inject private KeyService keys;
  @Inject private ToDeviceService toDevice;
  @Inject private StreamPositions positions;

  public DehydratedDeviceService() {}

  DehydratedDeviceService(
      DehydratedDeviceStore store,
      SessionDevices sessions,
      DeviceService devices,
      KeyService keys,
      ToDeviceService toDevice,
      StreamPositions positions) {
    this.store = store;
    this.sessions = sessions;
    this.devices = devices;
    this.keys = keys;
    this.toDevice = toDevice;
    this.positions = positions;
  }

  /**
   * Leaves a device; one that was left before is removed.
   *
   * @throws MatrixException M_MISSING_PARAM; M_INVALID_PARAM when the id is one of the user's other
   *     devices; M_TOO_LARGE; those of a key upload
   */
  public String put(Requester requester, PutDehydratedDeviceRequest request) {
    check(request);
    store.find(requester.user()).ifPresent(old -> sessions.close(requester.user(), old.deviceId()));
    if (devices.exists(requester.user(), request.deviceId())) {
      throw MatrixException.invalidParam("The device id is in use");
    }
    sessions.open(
        requester.user(),
        Optional.of(request.deviceId()),
        Optional.ofNullable(request.initialDeviceDisplayName()));
    Requester asDevice =
        new Requester(requester.user(), request.deviceId(), requester.domain(), false, 0);
    keys.upload(
        asDevice,
        new UploadKeysRequest(request.deviceKeys(), request.oneTimeKeys(), request.fallbackKeys()));
    store.put(requester.user(), new DehydratedDevice(request.deviceId(), request.deviceData()));
    return request.deviceId();
  }

  /** The device that was left. {@code M_NOT_FOUND} when there is none. */
  public DehydratedDevice get(Requester requester) {
    return store
        .find(requester.user())
        .orElseThrow(() -> MatrixException.notFound("There is no dehydrated device"));
  }

  /** Removes the device that was left and returns its id. {@code M_NOT_FOUND} without one. */
  public String delete(Requester requester) {
    String deviceId = get(requester).deviceId();
    sessions.close(requester.user(), deviceId);
    return deviceId;
  }

  /**
   * The messages that came for the device, oldest first, at most 100 at a time.
   *
   * @param nextBatch of the answer before, whose messages it acknowledges; null at first
   * @throws MatrixException M_NOT_FOUND when this is not the dehydrated device
   */
  public DehydratedEvents events(Requester requester, String deviceId, String nextBatch) {
    if (!get(requester).deviceId().equals(deviceId)) {
      throw MatrixException.notFound("This is not the dehydrated device");
    }
    long told = nextBatch == null ? 0 : position(nextBatch);
    toDevice.acknowledge(requester.user(), deviceId, told);
    List<ToDeviceMessage> messages =
        toDevice.pending(requester.user(), deviceId, told, positions.current(), PAGE);
    long next = messages.isEmpty() ? told : messages.get(messages.size() - 1).position();
    return new DehydratedEvents(
        messages.stream().map(ToDeviceMessage::event).toList(), Long.toString(next));
  }

  private static void check(PutDehydratedDeviceRequest request) {
    if (request.deviceId() == null || request.deviceId().isEmpty()) {
      throw MatrixException.missingParam("device_id is missing");
    }
    if (request.deviceData() == null || request.deviceKeys() == null) {
      throw MatrixException.missingParam("device_data and device_keys are required");
    }
    if (request.deviceId().length() > MAX_DEVICE_ID
        || Json.bytes(request.deviceData()).length > MAX_DATA) {
      throw MatrixException.tooLarge("The dehydrated device is too large");
    }
  }

  private static long position(String nextBatch) {
    try {
      return Long.parseLong(nextBatch);
    } catch (NumberFormatException e) {
      throw MatrixException.invalidParam("next_batch is none of ours");
    }
  }
}
