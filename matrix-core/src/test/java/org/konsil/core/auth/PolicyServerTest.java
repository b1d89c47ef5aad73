package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.EventSigning;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;

class PolicyServerTest {
  private static final RoomVersion VERSION = RoomVersion.get("11");
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final ServerName POLICY = ServerName.parse("policy.example");

  private final SigningKey own = SigningKey.generate(new SecureRandom(), "a");
  private final SigningKey policyKey = SigningKey.generate(new SecureRandom(), "policy_server");

  private Pdu event(String type, Optional<String> stateKey, ObjectNode content) {
    EventBuilder builder =
        new EventBuilder(VERSION)
            .roomId(RoomId.parse("!r:klinik.example"))
            .sender(ANNA)
            .type(type)
            .content(content)
            .prevEvents(List.of())
            .authEvents(List.of())
            .references(id -> Optional.empty())
            .depth(7)
            .originServerTs(1);
    stateKey.ifPresent(builder::stateKey);
    return builder.build(ANNA.server(), own);
  }

  private PolicyServer server() {
    ObjectNode content = Json.object().put("via", POLICY.value());
    content.putObject("public_keys").put("ed25519", policyKey.publicKey().base64());
    return PolicyServer.of(event("m.room.policy", Optional.of(""), content)).orElseThrow();
  }

  private Pdu signed(Pdu event, ServerName by, SigningKey key) {
    ObjectNode json = EventSigning.sign(VERSION, event.json().deepCopy(), by, key);
    return Pdu.parse(VERSION, json);
  }

  @Test
  void anEventIsRecommendedByTheSignatureOfTheRoomsKey() {
    Pdu event = event("m.room.message", Optional.empty(), Json.object().put("body", "Hallo"));
    SigningKey other = SigningKey.generate(new SecureRandom(), "policy_server");
    assertThat(server().recommends(event)).isFalse();
    assertThat(server().recommends(signed(event, POLICY, other))).isFalse();
    assertThat(server().recommends(signed(event, ANNA.server(), policyKey))).isFalse();
    assertThat(server().recommends(signed(event, POLICY, policyKey))).isTrue();
  }

  /** Or a room could never get rid of a policy server that is gone. */
  @Test
  void onlyTheRoomsOwnChoiceNeedsNoSignature() {
    assertThat(server().recommends(event("m.room.policy", Optional.of(""), Json.object())))
        .isTrue();
    assertThat(server().recommends(event("m.room.policy", Optional.of("x"), Json.object())))
        .isFalse();
    assertThat(server().recommends(event("m.room.policy", Optional.empty(), Json.object())))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"via\":\"policy.example\"}",
        "{\"via\":7,\"public_keys\":{\"ed25519\":\"AAAA\"}}",
        "{\"via\":\"policy.example\",\"public_keys\":{\"ed25519\":\"AAAA\"}}",
        "{\"via\":\"policy.example\",\"public_keys\":[\"x\"]}"
      })
  void whatIsInvalidNamesNoServer(String content) {
    ObjectNode json = (ObjectNode) Json.parse(content.getBytes());
    assertThat(PolicyServer.of(event("m.room.policy", Optional.of(""), json))).isEmpty();
  }
}
