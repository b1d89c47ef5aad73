package org.konsil.todevice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;
import org.konsil.device.Device;
import org.konsil.device.DeviceService;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Messages from device to device. A message waits in the database until the receiving device has
 * shown, by a sync token beyond it, that it has it (I7).
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#send-to-device-messaging">Send-to
 *     -Device messaging</a>
 */
@Stateless
public class ToDeviceService {
  /** Largest message with its envelope, in bytes; the same as an event's. */
  static final int MAX_MESSAGE = 65_536;

  /** Longest event type and transaction id, in characters. */
  static final int MAX_NAME = 255;

  private static final String ALL_DEVICES = "*";

  /** No device has this id: message ids of other servers are names of their own. */
  private static final String FROM_A_SERVER = "";

  @Inject private ToDeviceStore store;
  @Inject private Acknowledgements acknowledgements;
  @Inject private DeviceService devices;
  @Inject private DomainService domains;
  @Inject private StreamPositions streams;
  @Inject private Clock clock;
  @Inject private Event<ToDeviceForServers> forServers;

  /**
   * Sends one message to each named device; {@code *} names all devices of a user. The same
   * transaction id again does nothing. Unknown users and devices are passed over.
   *
   * @throws MatrixException M_TOO_LARGE for a message beyond {@link #MAX_MESSAGE}; M_BAD_JSON
   */
  public void send(Requester requester, String type, String txnId, SendToDeviceRequest request) {
    if (request.messages() == null) {
      throw MatrixException.missingParam("messages is missing");
    }
    if (type.length() > MAX_NAME || txnId.length() > MAX_NAME) {
      throw MatrixException.invalidParam("The event type or transaction id is too long");
    }
    Map<UserId, Map<String, ObjectNode>> parsed = new LinkedHashMap<>();
    request
        .messages()
        .forEach((user, ofDevices) -> parsed.put(UserId.parse(user), checked(ofDevices)));
    // the path makes a retransmission: a transaction id of another type is another message
    String path = Sha256.hex((type + "\n" + txnId).getBytes(StandardCharsets.UTF_8));
    if (store.firstTime(requester.user(), requester.deviceId(), path, clock.instant())) {
      deliver(requester.user(), type, parsed);
      Map<UserId, Map<String, ObjectNode>> remote = new LinkedHashMap<>(parsed);
      remote.keySet().removeIf(user -> domains.isLocal(user.server()));
      if (!remote.isEmpty()) {
        forServers.fire(new ToDeviceForServers(requester.user(), type, remote));
      }
    }
  }

  /**
   * Messages of a user of another server for users of ours; the same message id again does nothing.
   *
   * @throws MatrixException M_TOO_LARGE for a message beyond {@link #MAX_MESSAGE}; M_INVALID_PARAM
   */
  public void receive(
      UserId sender, String type, String messageId, Map<UserId, Map<String, ObjectNode>> messages) {
    if (type.length() > MAX_NAME || messageId.length() > MAX_NAME) {
      throw MatrixException.invalidParam("The event type or message id is too long");
    }
    if (store.firstTime(sender, FROM_A_SERVER, messageId, clock.instant())) {
      deliver(sender, type, messages);
    }
  }

  /** Puts messages into the local receivers' queues, whoever's they are. */
  public void deliver(UserId sender, String type, Map<UserId, Map<String, ObjectNode>> messages) {
    List<UserId> local =
        messages.keySet().stream().filter(user -> domains.isLocal(user.server())).toList();
    List<ToDeviceStore.Waiting> waiting = new ArrayList<>();
    devices
        .ofUsers(local)
        .forEach(
            (user, known) ->
                waiting.addAll(forUser(sender, type, user, known, messages.get(user))));
    if (waiting.isEmpty()) {
      return;
    }
    long position = streams.next();
    store.insert(waiting, position);
    streams.wake(waiting.stream().map(m -> WakeKey.device(m.user(), m.deviceId())).toList());
  }

  /**
   * The oldest messages with a position after {@code after} and up to {@code upTo}.
   *
   * <p>A reader that gets {@code limit} messages must not hand out a token beyond the position of
   * the last one: the next token acknowledges everything at or below it.
   *
   * @param limit at least 1; the specification recommends 100
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<ToDeviceMessage> pending(
      UserId user, String deviceId, long after, long upTo, int limit) {
    return store.pending(user, deviceId, after, upTo, limit);
  }

  /** The device has shown that it has everything up to this position: it may go. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void acknowledge(UserId user, String deviceId, long upTo) {
    acknowledgements.upTo(user, deviceId, upTo);
  }

  private List<ToDeviceStore.Waiting> forUser(
      UserId sender,
      String type,
      UserId user,
      List<Device> known,
      Map<String, ObjectNode> contents) {
    List<ToDeviceStore.Waiting> waiting = new ArrayList<>();
    for (Device device : known) {
      ObjectNode content = contents.getOrDefault(device.deviceId(), contents.get(ALL_DEVICES));
      if (content != null) {
        waiting.add(
            new ToDeviceStore.Waiting(user, device.deviceId(), event(sender, type, content)));
      }
    }
    return waiting;
  }

  private static Map<String, ObjectNode> checked(Map<String, ObjectNode> ofDevices) {
    if (ofDevices == null || ofDevices.values().stream().anyMatch(Objects::isNull)) {
      throw MatrixException.badJson("A message must be an object");
    }
    return ofDevices;
  }

  private static ObjectNode event(UserId sender, String type, ObjectNode content) {
    ObjectNode event = Json.object();
    event.put("type", type);
    event.put("sender", sender.value());
    event.set("content", content);
    if (Json.bytes(event).length > MAX_MESSAGE) {
      throw MatrixException.tooLarge("The message is too large");
    }
    return event;
  }
}
