package org.konsil.federation.edu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.e2ee.RemoteDeviceListService;
import org.konsil.ephemeral.Presence;
import org.konsil.ephemeral.PresenceService;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.ephemeral.ReceiptService;
import org.konsil.ephemeral.TypingService;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.LinkedServer;
import org.konsil.room.TestRooms;
import org.konsil.todevice.ToDeviceService;

/** What a peer may say in EDUs: of its own users, where they are, in a shape that makes sense. */
class HostileEdusTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String CARL = "@carl:fern.example";
  private static final FederationRequester FERN =
      new FederationRequester(ServerName.parse("fern.example"), ServerName.parse("klinik.example"));

  private final LinkedServer klinik = new LinkedServer("klinik.example");
  private final LinkedServer fern = new LinkedServer("fern.example");
  private final List<String> taken = new ArrayList<>();
  private RoomId shared;
  private RoomId foreign;
  private String event;

  /** The kinds of EDU, each as an honest peer would send it for a user and a room. */
  enum Kind {
    TYPING(TypingEdus.class, "m.typing") {
      @Override
      ObjectNode content(String user, RoomId room, String event) {
        ObjectNode content = Json.object().put("room_id", room.value());
        return content.put("user_id", user).put("typing", true);
      }
    },
    RECEIPT(ReceiptEdus.class, "m.receipt") {
      @Override
      ObjectNode content(String user, RoomId room, String event) {
        ObjectNode content = Json.object();
        ObjectNode read = content.putObject(room.value()).putObject("m.read").putObject(user);
        read.putArray("event_ids").add(event);
        read.putObject("data").put("ts", 1);
        return content;
      }
    },
    PRESENCE(PresenceEdus.class, "m.presence") {
      @Override
      ObjectNode content(String user, RoomId room, String event) {
        ObjectNode content = Json.object();
        content
            .putArray("push")
            .addObject()
            .put("user_id", user)
            .put("presence", "online")
            .put("last_active_ago", 5);
        return content;
      }
    },
    TO_DEVICE(ToDeviceEdus.class, "m.direct_to_device") {
      @Override
      ObjectNode content(String user, RoomId room, String event) {
        ObjectNode content = Json.object().put("sender", user).put("type", "t");
        content.put("message_id", "m1");
        content.putObject("messages").putObject(ANNA).putObject("DEVICE").put("x", 1);
        return content;
      }
    },
    DEVICE_LIST(DeviceListEdus.class, "m.device_list_update") {
      @Override
      ObjectNode content(String user, RoomId room, String event) {
        ObjectNode content = Json.object().put("user_id", user).put("device_id", "D");
        return content.put("stream_id", 7);
      }
    };

    private final Class<? extends EduReceiver> receiver;
    private final String type;

    Kind(Class<? extends EduReceiver> receiver, String type) {
      this.receiver = receiver;
      this.type = type;
    }

    abstract ObjectNode content(String user, RoomId room, String event);

    /** Whether it says something about a room, or to users wherever they are. */
    boolean isOfARoom() {
      return this == TYPING || this == RECEIPT;
    }
  }

  @BeforeEach
  void carlIsInOneOfTwoRooms() {
    klinik.link(fern);
    klinik.entrance();
    shared = klinik.rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    foreign = klinik.rooms.createRoom(ANNA, "{\"preset\":\"private_chat\"}");
    event = klinik.rooms.send(ANNA, shared, "t", "Hallo").value();
    fern.entrance().join(TestRooms.requester(CARL), shared, List.of(klinik.name), Optional.empty());
    fern.flush();
    klinik.rooms.put(TypingService.class, new Typing());
    klinik.rooms.put(PresenceService.class, new Presences());
    klinik.rooms.put(ToDeviceService.class, new ToDevices());
    klinik.rooms.put(RemoteDeviceListService.class, new DeviceLists());
  }

  @AfterEach
  void close() {
    klinik.close();
    fern.close();
  }

  private void receive(Kind kind, ObjectNode content) {
    long before = receipts();
    try {
      klinik.rooms.get(kind.receiver).receive(FERN, kind.type, content);
      if (receipts() != before) {
        taken.add("receipt " + CARL);
      }
    } catch (MatrixException refused) {
      // as good as dropped: the door of EDUs passes over it
      assertThat(refused.code()).isNotNull();
    }
  }

  /** How far Carl has read the shared room, by the real service. */
  private long receipts() {
    return klinik
        .rooms
        .get(ReceiptService.class)
        .readUpTo(UserId.parse(CARL), List.of(shared, foreign))
        .values()
        .stream()
        .mapToLong(ReadUpTo::unthreaded)
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void whatAPeerSaysOfItsOwnUserIsTaken(Kind kind) {
    receive(kind, kind.content(CARL, shared, event));
    assertThat(taken).hasSize(1).allMatch(text -> text.contains(CARL));
  }

  /** CVE-2019-11842 and its like: nobody speaks for the users of others. */
  @ParameterizedTest
  @EnumSource
  void row32NobodySpeaksForUsersOfOthers(Kind kind) {
    for (String user : List.of(ANNA, "@dora:dritter.example", "carl", "@carl:fern.example:1")) {
      receive(kind, kind.content(user, shared, event));
    }
    assertThat(taken).isEmpty();
  }

  /** CVE-2023-42453: a receipt, or typing, of somebody who is not in the room. */
  @ParameterizedTest
  @EnumSource
  void row16NobodySpeaksInRoomsWhereTheyAreNot(Kind kind) {
    receive(kind, kind.content(kind.isOfARoom() ? CARL : "@fremd:fern.example", foreign, event));
    receive(kind, kind.content(CARL, RoomId.parse("!nirgends:fern.example"), event));
    if (kind.isOfARoom()) {
      assertThat(taken).isEmpty();
    } else if (kind != Kind.TO_DEVICE) {
      // a stranger shares no room with anybody here; only Carl is believed
      assertThat(taken).hasSize(1).allMatch(text -> text.contains(CARL));
    }
  }

  /** CVE-2025-30355, F12: fields of any type are dropped, and break nothing. */
  @ParameterizedTest
  @EnumSource
  void row4FieldsOfAnyTypeAreSurvived(Kind kind) {
    List<String> values =
        List.of("null", "[]", "{}", "\"\"", "-1", "9007199254740993", "true", "[[]]", "[null,{}]");
    for (String value : values) {
      ObjectNode honest = kind.content(CARL, shared, event);
      for (String field : names(honest)) {
        JsonNode odd = Json.parse(("{\"v\":" + value + "}").getBytes()).get("v");
        ObjectNode content = honest.deepCopy();
        content.set(field, odd);
        receive(kind, content);
        ObjectNode deeper = honest.deepCopy();
        if (deeper.get(field) instanceof ObjectNode inner) {
          names(inner).forEach(name -> inner.set(name, odd));
          receive(kind, deeper);
        }
      }
    }
    taken.clear();
    String later = klinik.rooms.send(ANNA, shared, "later", "Und jetzt?").value();
    receive(kind, kind.content(CARL, shared, later));
    assertThat(taken).hasSize(1);
  }

  @Test
  void typingInARoomThatKeepsTheServerOutIsNotShown() {
    ObjectNode acl = Json.object();
    acl.putArray("allow").add("*");
    acl.putArray("deny").add("fern.example");
    klinik.rooms.setState(ANNA, shared, "m.room.server_acl", "", acl);
    receive(Kind.TYPING, Kind.TYPING.content(CARL, shared, event));
    receive(Kind.RECEIPT, Kind.RECEIPT.content(CARL, shared, event));
    assertThat(taken).isEmpty();
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private final class Typing extends TypingService {
    @Override
    public void received(RoomId room, UserId user, boolean isTyping) {
      taken.add("typing " + user);
    }
  }

  private final class Presences extends PresenceService {
    @Override
    public void received(UserId user, Presence presence) {
      taken.add("presence " + user);
    }
  }

  private final class ToDevices extends ToDeviceService {
    @Override
    public void receive(
        UserId sender, String type, String id, Map<UserId, Map<String, ObjectNode>> messages) {
      taken.add("to device " + sender);
    }
  }

  private final class DeviceLists extends RemoteDeviceListService {
    @Override
    public void changed(UserId user) {
      taken.add("devices " + user);
    }
  }
}
