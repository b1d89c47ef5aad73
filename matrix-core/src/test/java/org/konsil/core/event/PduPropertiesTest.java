package org.konsil.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;

/** What must hold for every event, whoever made it. */
class PduPropertiesTest {
  private static final ServerName SERVER = ServerName.parse("klinik.example");
  private static final SigningKey KEY = SigningKey.fromSeed("ed25519:a", new byte[32]);

  @Property(tries = 1000)
  void damagedBytesAreReadOrRefused(
      @ForAll("versions") RoomVersion version,
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 100_000) Integer> places,
      @ForAll byte value) {
    byte[] bytes = build(version, "m.room.message", "body", "x").bytes().clone();
    places.forEach(place -> bytes[place % bytes.length] = value);

    try {
      Pdu read = Pdu.parse(version, bytes);
      ClientEvents.format(read);
      assertThat(read.redacted().eventId()).isEqualTo(read.eventId());
    } catch (MatrixException e) {
      assertThat(e.code().name()).isIn("M_NOT_JSON", "M_BAD_JSON", "M_TOO_LARGE");
    }
  }

  @Property(tries = 300)
  void signatureAndIdOutliveRedactionAndTheContentHashDoesNot(
      @ForAll("versions") RoomVersion version,
      @ForAll("types") String type,
      @ForAll @StringLength(min = 1, max = 20) String name) {
    Pdu pdu = build(version, type, "org.konsil." + name.replaceAll("[^a-z]", ""), "value");
    Pdu redacted = pdu.redacted();

    assertThat(EventHashes.eventId(version, redacted.json())).isEqualTo(pdu.eventId());
    assertThat(EventSigning.verify(version, redacted.json(), SERVER, KEY.keyId(), KEY.publicKey()))
        .isTrue();
    boolean unchanged = redacted.content().equals(pdu.content());
    assertThat(EventHashes.verifyContentHash(version, redacted.json())).isEqualTo(unchanged);
    assertThat(Pdu.parse(version, redacted.bytes())).isEqualTo(pdu);
  }

  @Property(tries = 200)
  void aChangedEssentialFieldBreaksSignatureAndId(
      @ForAll("versions") RoomVersion version, @ForAll("essential") String field) {
    Pdu pdu = build(version, "m.room.message", "body", "x");
    ObjectNode changed = pdu.json().deepCopy();
    changed.put(field, changed.path(field).isNumber() ? "0" : "@mallory:klinik.example");

    assertThat(EventSigning.verify(version, changed, SERVER, KEY.keyId(), KEY.publicKey()))
        .isFalse();
    assertThat(EventHashes.verifyContentHash(version, changed)).isFalse();
    assertThat(EventHashes.referenceHash(version, changed))
        .isNotEqualTo(EventHashes.referenceHash(version, pdu.json()));
  }

  @Property(tries = 200)
  void unsignedDataIsNotCovered(@ForAll("versions") RoomVersion version, @ForAll int age) {
    Pdu pdu = build(version, "m.room.message", "body", "x");
    ObjectNode changed = pdu.json().deepCopy();
    changed.putObject("unsigned").put("age", age);

    assertThat(EventSigning.verify(version, changed, SERVER, KEY.keyId(), KEY.publicKey()))
        .isTrue();
    assertThat(EventHashes.verifyContentHash(version, changed)).isTrue();
    assertThat(Pdu.parse(version, changed.toString().getBytes(UTF_8))).isEqualTo(pdu);
  }

  @Provide
  Arbitrary<RoomVersion> versions() {
    return Arbitraries.of(RoomVersion.all());
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        EventTypes.CREATE, EventTypes.MEMBER, EventTypes.POWER_LEVELS, EventTypes.MESSAGE, "x");
  }

  @Provide
  Arbitrary<String> essential() {
    return Arbitraries.of("sender", "room_id", "type", "depth", "origin_server_ts", "state_key");
  }

  private static Pdu build(RoomVersion version, String type, String member, String value) {
    return new EventBuilder(version)
        .roomId(
            RoomId.parse(
                version.roomIdIsCreateHash() ? "!" + "A".repeat(43) : "!ward:klinik.example"))
        .sender(UserId.of("alice", SERVER))
        .type(type)
        .stateKey("key")
        .content(Json.object().put(member, value))
        .depth(4)
        .originServerTs(1_700_000_000_000L)
        .build(SERVER, KEY);
  }
}
