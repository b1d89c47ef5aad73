package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.DeviceListService;
import org.konsil.device.DeviceService;
import org.konsil.login.UiaService;
import org.konsil.storage.StreamPositions;

/**
 * A user's cross-signing keys: who may set them and which of them must have signed which.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#cross-signing">Cross-signing</a>
 */
@Stateless
public class CrossSigningService {
  @Inject private CrossSigningStore store;
  @Inject private DeviceService devices;
  @Inject private DeviceListService deviceLists;
  @Inject private UiaService uia;
  @Inject private StreamPositions streams;

  public CrossSigningService() {}

  CrossSigningService(
      CrossSigningStore store,
      DeviceService devices,
      DeviceListService deviceLists,
      UiaService uia,
      StreamPositions streams) {
    this.store = store;
    this.devices = devices;
    this.deviceLists = deviceLists;
    this.uia = uia;
    this.streams = streams;
  }

  /**
   * Sets the user's keys. The first set and a repetition of the same keys need no further
   * authentication; anything else does.
   *
   * @param approvalPage where the user of an OAuth session approves the change; the id of the
   *     authentication session is appended to it
   * @throws MatrixException M_INVALID_SIGNATURE, M_MISSING_PARAM without any master key,
   *     M_FORBIDDEN when a public key is the id of one of the user's devices, and the shape's
   *     errors
   */
  public void upload(
      Requester requester, UploadCrossSigningKeysRequest request, String approvalPage) {
    Map<KeyUsage, CrossSigningKey> stored = stored(requester.user());
    List<CrossSigningKey> changed = new ArrayList<>();
    for (CrossSigningKey key : given(requester.user(), request)) {
      if (!isSame(key, stored.get(key.usage()))) {
        changed.add(key);
      }
    }
    if (changed.isEmpty()) {
      return;
    }
    check(requester, changed, stored);
    if (stored.containsKey(KeyUsage.MASTER) && requester.appServiceId().isEmpty()) {
      uia.requireOrApproval(requester, operation(changed), approvalPage, request.auth());
    }
    long position = streams.next();
    changed.forEach(key -> replace(stored.get(key.usage()), key, position));
    deviceLists.markChanged(requester.user());
  }

  /** Whether the user has cross-signing keys. */
  public boolean isSetUp(UserId user) {
    return store.find(user, KeyUsage.MASTER).isPresent();
  }

  private Map<KeyUsage, CrossSigningKey> stored(UserId user) {
    Map<KeyUsage, CrossSigningKey> keys = new EnumMap<>(KeyUsage.class);
    store
        .ofUsers(List.of(user))
        .forEach(key -> keys.put(key.usage(), CrossSigningKey.trusted(key)));
    return keys;
  }

  private static List<CrossSigningKey> given(UserId user, UploadCrossSigningKeysRequest request) {
    List<CrossSigningKey> keys = new ArrayList<>();
    add(keys, user, KeyUsage.MASTER, request.masterKey());
    add(keys, user, KeyUsage.SELF_SIGNING, request.selfSigningKey());
    add(keys, user, KeyUsage.USER_SIGNING, request.userSigningKey());
    return keys;
  }

  private static void add(
      List<CrossSigningKey> keys, UserId user, KeyUsage usage, ObjectNode json) {
    if (json != null) {
      keys.add(CrossSigningKey.parse(user, usage, json));
    }
  }

  private static boolean isSame(CrossSigningKey key, CrossSigningKey stored) {
    return stored != null && KeyJson.sameKey(key.json(), stored.json());
  }

  /** A proof serves for these very keys alone. */
  private static String operation(List<CrossSigningKey> changed) {
    return "set cross-signing keys "
        + changed.stream().map(CrossSigningKey::publicKey).collect(Collectors.joining(","));
  }

  private void check(
      Requester requester, List<CrossSigningKey> changed, Map<KeyUsage, CrossSigningKey> stored) {
    CrossSigningKey master =
        changed.stream()
            .filter(key -> key.usage() == KeyUsage.MASTER)
            .findFirst()
            .or(() -> Optional.ofNullable(stored.get(KeyUsage.MASTER)))
            .orElseThrow(() -> MatrixException.missingParam("There is no master signing key"));
    for (CrossSigningKey key : changed) {
      if (devices.exists(requester.user(), key.publicKey())) {
        throw MatrixException.of(ErrorCode.M_FORBIDDEN, "The key is the id of a device");
      }
      if (key.usage() != KeyUsage.MASTER) {
        master.requireSigned(key);
      }
    }
  }

  private void replace(CrossSigningKey before, CrossSigningKey key, long position) {
    if (before != null && !before.publicKey().equals(key.publicKey())) {
      store.deleteSignaturesOn(key.user(), before.publicKey());
      store.deleteSignaturesBy(key.user(), before.keyId());
    }
    store.put(key.stored(), position);
  }
}
