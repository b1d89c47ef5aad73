package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.JsonSigning;
import org.konsil.core.signing.SigningKey;
import org.konsil.core.testing.ScriptedRoom;

/** Invitations that redeem a third-party invite, in every room version. */
class ThirdPartyInviteRuleTest {

  private static final String BOB = "@bob:b.example";
  private static final String FRANK = "@frank:f.example";
  private static final ServerName IDENTITY = new ServerName("identity.example");
  private static final SigningKey KEY = key(1);
  private static final SigningKey OTHER_KEY = key(2);
  private static final String WRONG = "no signature of the third-party invite is right";

  static List<RoomVersion> all() {
    return RoomVersion.all();
  }

  private static SigningKey key(int fill) {
    byte[] seed = new byte[32];
    seed[0] = (byte) fill;
    return SigningKey.fromSeed("ed25519:0", seed);
  }

  private static ScriptedRoom room(RoomVersion version, String invitation) {
    return ScriptedRoom.ofAlice(version)
        .member(BOB, "join")
        .set(BOB, "m.room.third_party_invite", "token", invitation);
  }

  private static String publicKey(SigningKey key) {
    return "{'public_key':'" + key.publicKey().base64() + "'}";
  }

  private static ObjectNode signed(SigningKey key) {
    return JsonSigning.sign(
        ScriptedRoom.json("{'mxid':'" + FRANK + "','token':'token'}"), IDENTITY, key);
  }

  private static String verdict(ScriptedRoom room, ObjectNode signed) {
    return verdict(room, BOB, FRANK, signed);
  }

  private static String verdict(
      ScriptedRoom room, String sender, String target, ObjectNode signed) {
    ObjectNode content = ScriptedRoom.json("{'membership':'invite','third_party_invite':{}}");
    if (signed != null) {
      content.withObject("/third_party_invite").set("signed", signed);
    }
    AuthResult result =
        room.check(room.draft(sender, "m.room.member").key(target).content(content));
    return result instanceof AuthResult.Rejected no ? no.reason() : "allowed";
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAllowedWithASignatureByTheInvitationsKey(RoomVersion version) {
    assertThat(verdict(room(version, publicKey(KEY)), signed(KEY))).isEqualTo("allowed");
    assertThat(verdict(room(version, publicKey(OTHER_KEY)), signed(KEY))).isEqualTo(WRONG);
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesAnyOfSeveralKeys(RoomVersion version) {
    String keys =
        "{'public_key':'nonsense','public_keys':[7,{},%s,%s]}"
            .formatted(publicKey(OTHER_KEY), publicKey(KEY));
    assertThat(verdict(room(version, keys), signed(KEY))).isEqualTo("allowed");
    assertThat(verdict(room(version, "{'public_keys':[]}"), signed(KEY))).isEqualTo(WRONG);
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesAnyOfSeveralSignatures(RoomVersion version) {
    ObjectNode signed = signed(KEY);
    signed.withObject("/signatures/a.example").put("ed25519:0", "bad").put("rsa:1", "bad");
    signed.withObject("/signatures").put("text", "x");
    assertThat(verdict(room(version, publicKey(KEY)), signed)).isEqualTo("allowed");
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesAChangedBlock(RoomVersion version) {
    ObjectNode signed = signed(KEY);
    signed.put("extra", true);
    assertThat(verdict(room(version, publicKey(KEY)), signed)).isEqualTo(WRONG);
    assertThat(verdict(room(version, publicKey(KEY)), Json.object().setAll(withFloat())))
        .isEqualTo(WRONG);
  }

  private static ObjectNode withFloat() {
    ObjectNode signed = signed(KEY);
    signed.put("extra", 1.5);
    return signed;
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesAMalformedBlock(RoomVersion version) {
    String reason = "the third-party invite is not signed for a user and a token";
    ScriptedRoom room = room(version, publicKey(KEY));
    assertThat(verdict(room, null)).isEqualTo(reason);
    assertThat(verdict(room, ScriptedRoom.json("{'token':'token'}"))).isEqualTo(reason);
    assertThat(verdict(room, ScriptedRoom.json("{'mxid':'" + FRANK + "'}"))).isEqualTo(reason);
    assertThat(verdict(room, ScriptedRoom.json("{'mxid':1,'token':'token'}"))).isEqualTo(reason);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isForTheNamedUserAndAnInvitationOfTheSameSender(RoomVersion version) {
    ScriptedRoom room = room(version, publicKey(KEY));
    assertThat(verdict(room, BOB, "@erin:e.example", signed(KEY)))
        .isEqualTo("the third-party invite is for another user");
    assertThat(verdict(room, ScriptedRoom.ALICE, FRANK, signed(KEY)))
        .isEqualTo("the third-party invite is another sender's");
    assertThat(verdict(room.unset("m.room.third_party_invite", "token"), signed(KEY)))
        .isEqualTo("the room has no such third-party invite");
  }

  @ParameterizedTest
  @MethodSource("all")
  void doesNotAskForMembershipButForNoBan(RoomVersion version) {
    ScriptedRoom room = room(version, publicKey(KEY));
    assertThat(verdict(room.member(BOB, "leave"), signed(KEY))).isEqualTo("allowed");
    assertThat(verdict(room.member(FRANK, "ban"), signed(KEY))).isEqualTo("the user is banned");
  }

  @ParameterizedTest
  @MethodSource("all")
  void triesNoMoreThanAFewSignatures(RoomVersion version) {
    ObjectNode signed = signed(KEY);
    ObjectNode many = Json.object();
    for (int i = 0; i < 16; i++) {
      many.put("ed25519:bad" + i, "bad");
    }
    many.setAll((ObjectNode) signed.at("/signatures/identity.example"));
    signed.withObject("/signatures").set("identity.example", many);
    assertThat(verdict(room(version, publicKey(KEY)), signed)).isEqualTo(WRONG);
  }
}
