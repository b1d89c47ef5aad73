package org.konsil.e2ee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.device.Device;
import org.konsil.device.DeviceDeleted;
import org.konsil.device.DeviceListService;
import org.konsil.device.DeviceService;
import org.konsil.login.UiaService;
import org.konsil.onetimekey.OneTimeKeyService;
import org.konsil.room.RoomReadService;
import org.konsil.storage.Db;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.Wakeups;
import org.konsil.testing.TestBeans;
import org.konsil.todevice.ToDeviceService;

/** The services over a real database, their neighbours played by the test. */
public final class E2eeFixture {
  public static final ServerName HOME = ServerName.parse("klinik.example");
  public static final ServerName HOSTED = ServerName.parse("praxis.example");

  final Clock clock = Clock.fixed(Instant.parse("2026-11-01T08:00:00Z"), ZoneOffset.UTC);
  final Map<UserId, Set<String>> devices = new HashMap<>();
  final Set<UserId> apart = new HashSet<>();
  final List<UserId> changed = new ArrayList<>();
  public final Wakeups wakeups = new Wakeups(Runnable::run);
  public final StreamPositions streams;
  final CrossSigningStore crossSigningStore;
  public final OneTimeKeyService oneTimeKeys;
  public final KeyService keys;
  final RemoteDeviceListService remoteLists;
  public final KeyQueryService queries;
  final SharedKeysService shared;
  final Others remote = new Others();
  final CrossSigningService crossSigning;
  final SignatureService signatures;
  public final ToDeviceService toDevice;

  private final TestBeans beans;

  /** What the next demand for further authentication does; allowed unless set. */
  boolean uiaFails;

  int uiaAsked;

  public E2eeFixture(Db db) {
    streams = new StreamPositions(db, wakeups);
    crossSigningStore = new CrossSigningStore(db);
    DeviceKeyStore deviceKeyStore = new DeviceKeyStore(db);
    DomainService domains = new HostedDomains();
    DeviceService deviceService = new KnownDevices();
    DeviceListService deviceLists = new Changes();
    beans = new TestBeans(db);
    beans.put(StreamPositions.class, streams);
    beans.put(Clock.class, clock);
    beans.put(DomainService.class, domains);
    beans.put(DeviceService.class, deviceService);
    oneTimeKeys = beans.get(OneTimeKeyService.class);
    keys =
        new KeyService(
            deviceKeyStore, crossSigningStore, oneTimeKeys, deviceService, deviceLists, streams);
    RoomReadService rooms = new SharedRooms();
    remoteLists =
        new RemoteDeviceListService(
            new RemoteDeviceListStore(db),
            deviceKeyStore,
            crossSigningStore,
            deviceLists,
            rooms,
            domains,
            streams);
    queries =
        new KeyQueryService(
            keys, oneTimeKeys, remoteLists, remote, new ServerRound(Runnable::run), domains);
    shared =
        new SharedKeysService(
            deviceKeyStore, crossSigningStore, oneTimeKeys, deviceService, deviceLists);
    crossSigning =
        new CrossSigningService(crossSigningStore, deviceService, deviceLists, new Uia(), streams);
    signatures = new SignatureService(crossSigningStore, deviceKeyStore, deviceLists, streams);
    toDevice = beans.get(ToDeviceService.class);
    beans.observing("org.konsil.e2ee.KeyRemoval");
    beans.observing("org.konsil.onetimekey.OneTimeKeyRemoval");
    beans.observing("org.konsil.todevice.ToDeviceRemoval");
  }

  /** A user that no other test knows, with one device. */
  public Requester someone(String deviceId) {
    return someone(HOME, deviceId);
  }

  public Requester someone(ServerName domain, String deviceId) {
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), domain);
    return device(user, deviceId);
  }

  public Requester device(UserId user, String deviceId) {
    devices.computeIfAbsent(user, u -> new TreeSet<>()).add(deviceId);
    return new Requester(user, deviceId, user.server(), false, 1);
  }

  /** Tells everybody that the device is gone. */
  public void deleted(Requester owner) {
    beans.fire(new DeviceDeleted(owner.user(), owner.deviceId()));
  }

  static ObjectNode json(String text) {
    return Json.parseObject(
        text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static SigningKey newKey() {
    return SigningKey.generate(new SecureRandom(), "x");
  }

  /** Signed device keys as a client uploads them. */
  static ObjectNode deviceKeys(Requester owner, SigningKey key) {
    ObjectNode keys = Json.object();
    keys.put("user_id", owner.user().value()).put("device_id", owner.deviceId());
    keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2");
    keys.putObject("keys").put("ed25519:" + owner.deviceId(), key.publicKey().base64());
    return sign(keys, owner.user(), "ed25519:" + owner.deviceId(), key);
  }

  static ObjectNode crossSigningKey(UserId user, String usage, SigningKey key) {
    ObjectNode json = Json.object();
    json.put("user_id", user.value());
    json.putArray("usage").add(usage);
    json.putObject("keys").put("ed25519:" + key.publicKey().base64(), key.publicKey().base64());
    return json;
  }

  static ObjectNode sign(ObjectNode json, UserId signer, String keyId, SigningKey key) {
    byte[] signature = key.sign(JsonSigning.signedBytes(json, true));
    return JsonSigning.addSignature(json, signer.value(), keyId, signature);
  }

  static ObjectNode signedBy(ObjectNode json, UserId signer, SigningKey key) {
    return sign(json, signer, "ed25519:" + key.publicKey().base64(), key);
  }

  /** Other servers: what was put there, by server. */
  static final class Others implements RemoteKeys {
    final Map<ServerName, ObjectNode> keys = new HashMap<>();
    final Map<ServerName, ObjectNode> oneTimeKeys = new HashMap<>();
    int asked;

    @Override
    public ObjectNode query(ServerName from, ServerName server, Collection<UserId> users) {
      return answer(keys.get(server));
    }

    @Override
    public ObjectNode claim(ServerName from, ServerName server, ObjectNode wanted) {
      return answer(oneTimeKeys.get(server));
    }

    private ObjectNode answer(ObjectNode answer) {
      asked++;
      if (answer == null) {
        throw MatrixException.unknown("cannot be reached");
      }
      return answer.deepCopy();
    }
  }

  /** Everybody shares a room with everybody, unless said otherwise. */
  private final class SharedRooms extends RoomReadService {
    @Override
    public boolean shareARoom(UserId one, UserId other) {
      return !apart.contains(other);
    }
  }

  private static final class HostedDomains extends DomainService {
    @Override
    public boolean isLocal(ServerName name) {
      return name.equals(HOME) || name.equals(HOSTED);
    }
  }

  private final class KnownDevices extends DeviceService {
    @Override
    public Map<UserId, List<Device>> ofUsers(Collection<UserId> users) {
      return users.stream()
          .filter(devices::containsKey)
          .collect(Collectors.toMap(user -> user, this::ofUser));
    }

    private List<Device> ofUser(UserId user) {
      return devices.get(user).stream()
          .map(id -> new Device(id, user.value(), "name of " + id, null, null))
          .toList();
    }

    @Override
    public boolean exists(UserId user, String deviceId) {
      return devices.getOrDefault(user, Set.of()).contains(deviceId);
    }
  }

  private final class Changes extends DeviceListService {
    @Override
    public void markChanged(UserId user) {
      changed.add(user);
    }

    @Override
    public void markChanged(UserId user, String deviceId) {
      changed.add(user);
    }
  }

  private final class Uia extends UiaService {
    @Override
    public void requireOrApproval(
        Requester requester, String operation, String approvalPage, ObjectNode auth) {
      uiaAsked++;
      if (uiaFails) {
        throw MatrixException.forbidden("uia");
      }
    }
  }
}
