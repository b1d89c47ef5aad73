package org.konsil.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.signing.UnpaddedBase64;

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

  @Test
  void referencesOfOldVersionsNameTheHash() {
    Pdu create = create(RoomVersion.V2);
    Pdu next =
        message(RoomVersion.V2, Json.object())
            .prevEvents(List.of(create.eventId(), new EventId("$unknown:klinik.example")))
            .references(id -> Optional.of(create).filter(pdu -> pdu.eventId().equals(id)))
            .build(SERVER, KEY);

    assertThat(next.json().at("/prev_events/0/1/sha256").textValue())
        .isEqualTo(UnpaddedBase64.encode(EventHashes.referenceHash(RoomVersion.V2, create.json())));
    assertThat(next.json().at("/prev_events/1/1")).isEmpty();
    assertThat(EventId.isQualified(next.eventId().value())).isTrue();
    assertThat(next.eventId()).isNotEqualTo(create.eventId());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatCanonicalJsonRefusesIsNotSigned(RoomVersion version) {
    refused(message(version, Json.object().put("n", 1.5)), ErrorCode.M_BAD_JSON);
    refused(message(version, Json.object().put("n", 1L << 53)), ErrorCode.M_BAD_JSON);
    refused(message(version, Json.object().put("s", "\uD83D")), ErrorCode.M_BAD_JSON);
  }

  @Test
  void largeEventsAndFieldsAreRefused() {
    ObjectNode large = Json.object().put("body", "x".repeat(65_536));
    refused(message(RoomVersion.V10, large), ErrorCode.M_TOO_LARGE);
    refused(message(RoomVersion.V10, Json.object()).type("x".repeat(256)), ErrorCode.M_TOO_LARGE);
    refused(
        message(RoomVersion.V10, Json.object()).stateKey("ä".repeat(128)), ErrorCode.M_TOO_LARGE);
  }

  @Test
  void theBuilderKeepsItsOwnCopyOfTheContent() {
    ObjectNode content = Json.object().put("body", "a");
    EventBuilder builder = message(RoomVersion.V10, content);
    content.put("body", "b");

    assertThat(builder.build(SERVER, KEY).content().get("body").textValue()).isEqualTo("a");
  }

  private static void refused(EventBuilder builder, ErrorCode code) {
    assertThatThrownBy(() -> builder.build(SERVER, KEY))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static EventBuilder message(RoomVersion version, ObjectNode content) {
    return new EventBuilder(version)
        .roomId(RoomId.parse("!room:klinik.example"))
        .sender(ALICE)
        .type("m.room.message")
        .content(content)
        .depth(2)
        .originServerTs(1_700_000_000_001L);
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
