package org.konsil.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;
import org.konsil.voip.CallPermissionService;

/** Each rule of the TI-M policy: what it refuses, with which status, and what it lets pass. */
class PolicyRulesTest {
  private static final UserId ALICE = UserId.parse("@alice:klinik.example");
  private static final UserId BOB = UserId.parse("@bob:praxis.example");
  private static final RoomId ROOM = RoomId.parse("!room:klinik.example");
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom(), "t");

  private final Map<StateKey, Pdu> state = new HashMap<>();

  @DisplayName("A_25368-01")
  @Test
  void createRoomInvitesAtMostOne() {
    CreationRule rule = new SingleInviteRule();
    assertThatCode(() -> rule.check(creation(List.of(BOB), "10", true))).doesNotThrowAnyException();
    refused(400, () -> rule.check(creation(List.of(BOB, ALICE), "10", true)));
  }

  @DisplayName("A_26202, A_26203")
  @ParameterizedTest
  @ValueSource(strings = {"1", "8", "11", "12"})
  void roomsAreMadeWithVersions9And10Only(String version) {
    CreationRule rule = new CreatableVersionRule();
    assertThatCode(() -> rule.check(creation(List.of(), "9", true))).doesNotThrowAnyException();
    assertThatCode(() -> rule.check(creation(List.of(), "10", true))).doesNotThrowAnyException();
    refused(400, () -> rule.check(creation(List.of(), version, true)));
  }

  @DisplayName("A_25324-01, A_25325-01")
  @Test
  void privateRoomsAreEncryptedAndStaySo() {
    EncryptedRoomRule rule = new EncryptedRoomRule();
    refused(403, () -> rule.check(creation(List.of(), "10", false)));
    assertThatCode(() -> rule.check(creation(List.of(), "10", true))).doesNotThrowAnyException();
    ObjectNode megolm = Json.object().put("algorithm", "m.megolm.v1.aes-sha2");
    assertThatCode(() -> rule.check(stateEvent("m.room.encryption", megolm)))
        .doesNotThrowAnyException();
    has("m.room.encryption", megolm);
    refused(403, () -> rule.check(stateEvent("m.room.encryption", Json.object())));
  }

  @DisplayName("A_28596")
  @Test
  void theFutureRoomTypeIsNotMade() {
    CreationRule rule = new FutureRoomTypeRule();
    refused(400, () -> rule.check(ofType("de.gematik.tim.roomtype.default.v2")));
    assertThatCode(() -> rule.check(ofType("de.gematik.tim.roomtype.default.v1")))
        .doesNotThrowAnyException();
  }

  @DisplayName("Calls are off unless the domain has them")
  @Test
  void eventsOfCallsNeedADomainWithCalls() {
    Set<ServerName> domains = new HashSet<>();
    CallPermissionService calls =
        new CallPermissionService() {
          @Override
          public boolean isAllowed(ServerName domain) {
            return domains.contains(domain);
          }
        };
    EventRule rule = new CallRule(calls);
    refused(403, () -> rule.check(message("m.call.invite", Json.object())));
    refused(403, () -> rule.check(stateEvent("org.matrix.msc3401.call", Json.object())));
    assertThatCode(() -> rule.check(message("m.room.message", Json.object())))
        .doesNotThrowAnyException();
    domains.add(ALICE.server());
    assertThatCode(() -> rule.check(message("m.call.invite", Json.object())))
        .doesNotThrowAnyException();
  }

  @DisplayName("A_28271")
  @Test
  void anExistingRoomDoesNotBecomePublic() {
    EventRule rule = new PublicJoinRuleRule();
    ObjectNode open = Json.object().put("join_rule", "public");
    assertThatCode(() -> rule.check(stateEvent("m.room.join_rules", open)))
        .doesNotThrowAnyException();
    has("m.room.join_rules", Json.object().put("join_rule", "invite"));
    MatrixException error = refused(400, () -> rule.check(stateEvent("m.room.join_rules", open)));
    assertThat(error.code()).isEqualTo(ErrorCode.M_INVALID_ROOM_STATE);
    assertThatCode(
            () ->
                rule.check(
                    stateEvent("m.room.join_rules", Json.object().put("join_rule", "knock"))))
        .doesNotThrowAnyException();
  }

  @DisplayName("A_26515-01")
  @Test
  void publicRoomsAreJoinedByUsersOfTheirOwnServer() {
    EventRule rule = new PublicRoomMemberRule();
    has("m.room.create", Json.object().put("creator", ALICE.value()));
    has("m.room.join_rules", Json.object().put("join_rule", "public"));
    ObjectNode join = Json.object().put("membership", "join");
    assertThatCode(() -> rule.check(memberEvent(ALICE, join))).doesNotThrowAnyException();
    refused(403, () -> rule.check(memberEvent(BOB, join)));
    has("m.room.join_rules", Json.object().put("join_rule", "invite"));
    assertThatCode(() -> rule.check(memberEvent(BOB, join))).doesNotThrowAnyException();
  }

  @DisplayName("Pro 1.2, world_readable")
  @Test
  void worldReadableNeedsARoomOfOneServer() {
    EventRule rule = new WorldReadableRule();
    ObjectNode readable = Json.object().put("history_visibility", "world_readable");
    has("m.room.create", Json.object().put("creator", ALICE.value()));
    refused(403, () -> rule.check(stateEvent("m.room.history_visibility", readable)));
    has("m.room.create", Json.object().put("creator", ALICE.value()).put("m.federate", false));
    assertThatCode(() -> rule.check(stateEvent("m.room.history_visibility", readable)))
        .doesNotThrowAnyException();
  }

  @DisplayName("A_25395-02")
  @Test
  void threadsAreRefused() {
    EventRule rule = new ThreadRule();
    ObjectNode content = Json.object();
    content.putObject("m.relates_to").put("rel_type", "m.thread").put("event_id", "$x");
    refused(400, () -> rule.check(message("m.room.message", content)));
    content.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", "$x");
    assertThatCode(() -> rule.check(message("m.room.message", content))).doesNotThrowAnyException();
  }

  @DisplayName("A_26227-01, A_26228-01")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDC4D", "\u2764\uFE0F", "\uD83D\uDC69\u200D\u2695\uFE0F", "1\uFE0F\u20E3",
        "\uD83C\uDDE9\uD83C\uDDEA", "\uD83D\uDC4D\uD83C\uDFFD", "\u2705", "\u00A9\uFE0F"
      })
  void oneEmojiIsAReaction(String emoji) {
    assertThatCode(() -> new ReactionRule().check(reaction(emoji))).doesNotThrowAnyException();
  }

  @DisplayName("A_26227-01, A_26228-01")
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "ok", "1", "\uD83D\uDC4D\uD83D\uDC4D", "\uD83D\uDC4D!", " ", "\u00A9"})
  void anythingElseIsNone(String text) {
    MatrixException error = refused(400, () -> new ReactionRule().check(reaction(text)));
    assertThat(error.code()).isEqualTo(ErrorCode.M_BAD_JSON);
  }

  @DisplayName("A_28358")
  @Test
  void redactionEndsAfterADayExceptForAdministrators() {
    RedactionAgeRule rule = new RedactionAgeRule(Clock.fixed(NOW, ZoneOffset.UTC));
    Pdu fresh = event("m.room.message", null, Json.object(), NOW.minus(Duration.ofHours(24)));
    Pdu old = event("m.room.message", null, Json.object(), NOW.minus(Duration.ofHours(25)));
    assertThatCode(() -> rule.check(requester(false), fresh)).doesNotThrowAnyException();
    refused(403, () -> rule.check(requester(false), old));
    assertThatCode(() -> rule.check(requester(true), old)).doesNotThrowAnyException();
  }

  private static MatrixException refused(int status, Runnable check) {
    MatrixException[] caught = new MatrixException[1];
    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(MatrixException.class, error -> caught[0] = error);
    assertThat(caught[0].status()).isEqualTo(status);
    return caught[0];
  }

  private static CreationAttempt creation(
      List<UserId> invitees, String version, boolean encrypted) {
    return new CreationAttempt(ALICE, invitees, version, Optional.empty(), false, encrypted);
  }

  private static CreationAttempt ofType(String type) {
    return new CreationAttempt(ALICE, List.of(), "10", Optional.of(type), false, true);
  }

  private EventAttempt stateEvent(String type, ObjectNode content) {
    return attempt(type, Optional.of(""), content);
  }

  private EventAttempt message(String type, ObjectNode content) {
    return attempt(type, Optional.empty(), content);
  }

  private EventAttempt memberEvent(UserId user, ObjectNode content) {
    return new EventAttempt(
        ROOM,
        user,
        "m.room.member",
        Optional.of(user.value()),
        content,
        key -> Optional.ofNullable(state.get(key)),
        Set::of);
  }

  private EventAttempt reaction(String key) {
    ObjectNode content = Json.object();
    content.putObject("m.relates_to").put("rel_type", "m.annotation").put("key", key);
    return message("m.reaction", content);
  }

  private EventAttempt attempt(String type, Optional<String> stateKey, ObjectNode content) {
    return new EventAttempt(
        ROOM,
        ALICE,
        type,
        stateKey,
        content,
        key -> Optional.ofNullable(state.get(key)),
        () -> Set.of(ALICE));
  }

  private void has(String type, ObjectNode content) {
    state.put(StateKey.of(type), event(type, "", content, NOW));
  }

  private static Pdu event(String type, String stateKey, ObjectNode content, Instant at) {
    EventBuilder builder =
        new EventBuilder(RoomVersion.get("10"))
            .roomId(ROOM)
            .sender(ALICE)
            .type(type)
            .content(Json.parseObject(content.toString().getBytes(StandardCharsets.UTF_8)))
            .prevEvents(List.of())
            .authEvents(List.of())
            .depth(1)
            .originServerTs(at.toEpochMilli());
    if (stateKey != null) {
      builder.stateKey(stateKey);
    }
    return builder.build(ALICE.server(), KEY);
  }

  private static Requester requester(boolean admin) {
    return new Requester(ALICE, "D", ALICE.server(), admin, 1);
  }
}
