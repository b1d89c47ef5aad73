package org.konsil.federation.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.inbound.LinkedServer;
import org.konsil.room.RoomReadService;

/** Anna invites a mail address, which turns out to be Carl's of another server. */
class ThirdPartyInviteServiceTest {
  private static final String ANNA = "@anna:klinik.example";
  private static final UserId CARL = UserId.parse("@carl:fern.example");
  private static final ServerName IDENTITY = ServerName.parse("identity.example");

  private final LinkedServer klinik = new LinkedServer("klinik.example");
  private final LinkedServer fern = new LinkedServer("fern.example");
  private final SigningKey identity = SigningKey.generate(new SecureRandom(), "0");
  private RoomId room;

  @BeforeEach
  void anInviteByMail() {
    klinik.link(fern);
    klinik.entrance();
    room = klinik.rooms.createRoom(ANNA, "{\"preset\":\"private_chat\",\"room_version\":\"10\"}");
    ObjectNode invite = Json.object().put("display_name", "c...@fern");
    invite.put("public_key", identity.publicKey().base64());
    klinik.rooms.setState(ANNA, room, "m.room.third_party_invite", "token", invite);
  }

  @AfterEach
  void close() {
    klinik.close();
    fern.close();
  }

  private ObjectNode redeemed(String sender, String invitee, SigningKey key) {
    ObjectNode event = Json.object().put("type", "m.room.member").put("room_id", room.value());
    event.put("sender", sender).put("state_key", invitee).put("origin", "ignored");
    ObjectNode proof = event.putObject("content").put("membership", "invite");
    ObjectNode signed = Json.object().put("mxid", invitee).put("token", "token");
    proof.put("injected", true);
    proof
        .putObject("third_party_invite")
        .put("display_name", "Carl")
        .set("signed", JsonSigning.sign(signed, IDENTITY, key));
    return event;
  }

  private void exchange(ObjectNode event) {
    klinik
        .rooms
        .get(ThirdPartyInviteService.class)
        .exchange(new FederationRequester(fern.name, klinik.name), room, event);
  }

  @Test
  void theInviteeIsInvitedByTheOneWhoKnewTheAddress() {
    exchange(redeemed(ANNA, CARL.value(), identity));
    RoomReadService reads = klinik.rooms.get(RoomReadService.class);
    assertThat(reads.membership(room, CARL)).contains("invite");
    assertThat(fern.rooms.get(RoomReadService.class).membership(room, CARL)).contains("invite");
    Pdu invite = reads.state(room).pdu("m.room.member", CARL.value()).orElseThrow();
    assertThat(invite.sender().value()).isEqualTo(ANNA);
    // CVE-2026-24471: nothing of the other server's event but the proof
    assertThat(invite.content().has("injected")).isFalse();
  }

  @Test
  void aProofOfSomebodyElseConvincesNobody() {
    ObjectNode forged = redeemed(ANNA, CARL.value(), SigningKey.generate(new SecureRandom(), "0"));
    assertThatThrownBy(() -> exchange(forged)).isInstanceOf(MatrixException.class);
    ObjectNode stolen = redeemed(ANNA, "@dora:fern.example", identity);
    stolen.put("state_key", CARL.value());
    assertThatThrownBy(() -> exchange(stolen)).isInstanceOf(MatrixException.class);
    assertThat(klinik.rooms.get(RoomReadService.class).membership(room, CARL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@anna:fern.example", "@nobody:klinik.example", "nonsense"})
  void onlyWhoSentTheInviteInvites(String sender) {
    assertThatThrownBy(() -> exchange(redeemed(sender, CARL.value(), identity)))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void otherEventsAreRefused() {
    ObjectNode join = redeemed(ANNA, CARL.value(), identity);
    join.withObject("/content").put("membership", "join");
    assertThatThrownBy(() -> exchange(join)).isInstanceOf(MatrixException.class);
    ObjectNode foreign = redeemed(ANNA, "@x:other.example", identity);
    assertThatThrownBy(() -> exchange(foreign)).isInstanceOf(MatrixException.class);
    ObjectNode elsewhere = redeemed(ANNA, CARL.value(), identity);
    elsewhere.put("room_id", "!anderswo:klinik.example");
    assertThatThrownBy(() -> exchange(elsewhere)).isInstanceOf(MatrixException.class);
  }
}
