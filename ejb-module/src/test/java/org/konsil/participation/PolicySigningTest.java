package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.SigningKey;
import org.konsil.room.RoomReadService;
import org.konsil.room.TestRooms;
import org.konsil.room.event.ClientTransaction;

/** A room whose policy server has to sign what our users say; the test plays it. */
class PolicySigningTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final String BERT = "@bert:praxis.example";

  private final TestRooms rooms = new TestRooms();
  private final SigningKey key = SigningKey.generate(new SecureRandom(), "policy_server");
  private UnaryOperator<Pdu> server = this::signed;
  private RoomId room;

  @BeforeEach
  void aRoomWithAPolicyServer() {
    rooms.put(
        PolicySigning.class,
        new PolicySigning() {
          @Override
          Pdu sign(Pdu event) {
            return server.apply(event);
          }
        });
    room = rooms.createRoom(ANNA, "{\"preset\":\"public_chat\"}");
    rooms.join(BERT, room);
    ObjectNode policy = Json.object().put("via", "praxis.example");
    policy.putObject("public_keys").put("ed25519", key.publicKey().base64());
    rooms.setState(ANNA, room, "m.room.policy", "", policy);
  }

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aMessageIsInTheRoomWithItsSignature() {
    assertThat(signature(rooms.send(ANNA, room, "t", "Hallo"))).isTrue();
  }

  @Test
  void whatTheServerRefusesIsNotSent() {
    server =
        event -> {
          throw MatrixException.forbidden("Looks like spam");
        };
    List<EventId> before = extremities();
    assertThatThrownBy(() -> rooms.send(ANNA, room, "t", "Spam"))
        .isInstanceOf(MatrixException.class)
        .hasMessage("Looks like spam");
    assertThat(extremities()).isEqualTo(before);
  }

  @Test
  void othersMaySpeakWhileTheServerThinks() {
    EventId[] meanwhile = new EventId[1];
    server =
        event -> {
          server = this::signed;
          // by another thread, as by another request
          meanwhile[0] =
              CompletableFuture.supplyAsync(
                      () ->
                          rooms.setState(
                              ANNA, room, "m.room.topic", "", Json.object().put("topic", "Herz")))
                  .join();
          return signed(event);
        };
    EventId sent = send("t", "Hallo");

    assertThat(signature(sent)).isTrue();
    assertThat(extremities()).containsExactlyInAnyOrder(meanwhile[0], sent);
    assertThat(send("t", "Hallo")).isEqualTo(sent);
    assertThat(
            rooms
                .get(RoomReadService.class)
                .findEvent(sent)
                .orElseThrow()
                .transaction()
                .orElseThrow()
                .txnId())
        .isEqualTo("t");
  }

  @Test
  void stateIsSignedToo() {
    EventId named =
        rooms
            .get(PolicySigning.class)
            .within(
                () ->
                    rooms.setState(
                        ANNA, room, "m.room.name", "", Json.object().put("name", "Visite")));
    assertThat(signature(named)).isTrue();
  }

  @Test
  void nobodyIsKeptInARoom() {
    server =
        event -> {
          throw MatrixException.forbidden("No");
        };
    rooms.get(PolicySigning.class).withinOrUnsigned(() -> rooms.leave(BERT, room));
    assertThat(rooms.get(RoomReadService.class).membership(room, TestRooms.requester(BERT).user()))
        .contains("leave");
  }

  private EventId send(String txnId, String text) {
    MessageSend message =
        new MessageSend(
            TestRooms.requester(ANNA),
            room,
            "m.room.message",
            Json.object().put("msgtype", "m.text").put("body", text),
            new ClientTransaction("DEVICE", txnId),
            Optional.empty());
    return rooms
        .get(PolicySigning.class)
        .within(
            () ->
                rooms.transaction(() -> rooms.get(SendingTransactionService.class).send(message)));
  }

  private Pdu signed(Pdu event) {
    ObjectNode json = event.json().deepCopy();
    EventSigning.sign(event.roomVersion(), json, TestRooms.PRAXIS, key);
    return Pdu.parse(event.roomVersion(), json);
  }

  private boolean signature(EventId event) {
    return rooms
        .get(RoomReadService.class)
        .findEvent(event)
        .orElseThrow()
        .pdu()
        .json()
        .at("/signatures/praxis.example")
        .has("ed25519:policy_server");
  }

  private List<EventId> extremities() {
    return List.copyOf(rooms.get(RoomReadService.class).extremities(room));
  }
}
