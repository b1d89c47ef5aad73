package org.konsil.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;

class ClientEventsTest {
  private static final ServerName SERVER = ServerName.parse("klinik.example");
  private static final SigningKey KEY = SigningKey.fromSeed("ed25519:a", new byte[32]);
  private static final EventId TARGET =
      EventId.parse("$Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg");

  @Test
  void clientsSeeNeitherGraphNorSignatures() {
    Pdu pdu = builder(RoomVersion.V10, "m.room.name").stateKey("").build(SERVER, KEY);

    assertThat(ClientEvents.format(pdu))
        .isEqualTo(
            Json.parse(
                ("""
                {"type": "m.room.name", "content": {"name": "Station"},
                 "sender": "@alice:klinik.example", "room_id": "!ward:klinik.example",
                 "origin_server_ts": 1700000000000, "state_key": "", "event_id": "%s"}
                """
                        .formatted(pdu.eventId()))
                    .getBytes(UTF_8)));
    assertThat(ClientEvents.formatWithoutRoomId(pdu).has("room_id")).isFalse();
    assertThat(ClientEvents.stripped(pdu).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "state_key", "content", "sender");
  }

  @Test
  void messagesHaveNoStateKey() {
    Pdu pdu = builder(RoomVersion.V10, "m.room.message").build(SERVER, KEY);

    assertThat(ClientEvents.format(pdu).has("state_key")).isFalse();
    assertThat(ClientEvents.format(pdu).has("redacts")).isFalse();
  }

  @Test
  void redactionsNameTheirTargetInBothPlaces() {
    for (RoomVersion version : RoomVersion.all()) {
      Pdu pdu = builder(version, "m.room.redaction").redacts(TARGET).build(SERVER, KEY);

      assertThat(ClientEvents.format(pdu).path("redacts").textValue()).isEqualTo(TARGET.value());
      assertThat(ClientEvents.format(pdu).at("/content/redacts").textValue())
          .isEqualTo(TARGET.value());
      assertThat(pdu.redacts()).contains(TARGET);
      assertThat(pdu.content().has("redacts")).isEqualTo(version.redactsInContent());
    }
  }

  private static EventBuilder builder(RoomVersion version, String type) {
    return new EventBuilder(version)
        .roomId(RoomId.parse("!ward:klinik.example"))
        .sender(UserId.of("alice", SERVER))
        .type(type)
        .content(Json.object().put("name", "Station"))
        .depth(3)
        .originServerTs(1_700_000_000_000L);
  }
}
