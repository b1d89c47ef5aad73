package org.konsil.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;

class EventBuilderTest {
  private static final ServerName SERVER = ServerName.parse("klinik.example");
  private static final UserId ALICE = UserId.of("alice", SERVER);
  private static final SigningKey KEY = SigningKey.fromSeed("ed25519:a", new byte[32]);

  static List<RoomVersion> versions() {
    return RoomVersion.all();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aBuiltEventIsAcceptedByItsOwnReader(RoomVersion version) {
    Pdu create = create(version);
    Pdu message =
        new EventBuilder(version)
            .roomId(create.roomId())
            .sender(ALICE)
            .type("m.room.message")
            .content(Json.object().put("body", "Befund"))
            .prevEvents(List.of(create.eventId()))
            .authEvents(version.createInAuthEvents() ? List.of(create.eventId()) : List.of())
            .depth(2)
            .originServerTs(1_700_000_000_001L)
            .build(SERVER, KEY);

    for (Pdu built : List.of(create, message)) {
      Pdu read = Pdu.parse(version, built.bytes());
      assertThat(read.eventId()).isEqualTo(built.eventId());
      assertThat(EventId.find(read.eventId().value())).isPresent();
      assertThat(RoomId.find(read.roomId().value())).isPresent();
      assertThat(read.roomId()).isEqualTo(create.roomId());
      assertThat(read.json()).isEqualTo(built.json());
      assertThat(EventHashes.verifyContentHash(version, read.json())).isTrue();
      assertThat(
              EventSigning.verify(
                  version, read.redacted().json(), SERVER, KEY.keyId(), KEY.publicKey()))
          .isTrue();
      assertThat(EventHashes.eventId(version, read.redacted().json())).isEqualTo(read.eventId());
    }
    assertThat(message.prevEvents()).containsExactly(create.eventId());
  }

  private static Pdu create(RoomVersion version) {
    EventBuilder create =
        new EventBuilder(version)
            .sender(ALICE)
            .type("m.room.create")
            .stateKey("")
            .content(Json.object().put("creator", ALICE.value()).put("room_version", version.id()))
            .depth(1)
            .originServerTs(1_700_000_000_000L);
    if (!version.roomIdIsCreateHash()) {
      create.roomId(RoomId.parse("!room:klinik.example"));
    }
    return create.build(SERVER, KEY);
  }
}
