package org.konsil.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class UiaServiceTest extends StoreTest {
  private static final String PASSWORD = "correct horse";

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static Requester someone(TestBeans beans) {
    UserId user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of(PASSWORD), Optional.empty(), false));
    return new Requester(user, "DEVICE", user.server(), false, 1);
  }

  private static ObjectNode password(String session, String password) {
    ObjectNode auth = Json.object().put("type", LoginService.PASSWORD).put("password", password);
    if (session != null) {
      auth.put("session", session);
    }
    return auth;
  }

  private static ObjectNode refusal(TestBeans beans, Requester who, String what, ObjectNode auth) {
    UiaRequiredException refused =
        catchThrowableOfType(
            UiaRequiredException.class, () -> beans.get(UiaService.class).require(who, what, auth));
    assertThat(refused.status()).isEqualTo(401);
    return refused.body();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theFirstAnswerNamesTheFlowsAndNoError(TestBeans beans) {
    ObjectNode body = refusal(beans, someone(beans), "act", null);
    assertThat(body.has("errcode")).isFalse();
    assertThat(body.get("session").asText()).hasSizeGreaterThan(40);
    assertThat(body.get("flows").toString()).isEqualTo("[{\"stages\":[\"m.login.password\"]}]");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aSessionServesOnce(TestBeans beans) {
    Requester who = someone(beans);
    String session = refusal(beans, who, "act", null).get("session").asText();
    beans.get(UiaService.class).require(who, "act", password(session, PASSWORD));
    String next = refusal(beans, who, "act", password(session, PASSWORD)).get("session").asText();
    assertThat(next).isNotEqualTo(session);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aWrongPasswordMayBeTriedAgain(TestBeans beans) {
    Requester who = someone(beans);
    String session = refusal(beans, who, "act", null).get("session").asText();
    ObjectNode body = refusal(beans, who, "act", password(session, "wrong"));
    assertThat(body.get("errcode").asText()).isEqualTo("M_FORBIDDEN");
    assertThat(body.get("session").asText()).isEqualTo(session);
    assertThatCode(
            () -> beans.get(UiaService.class).require(who, "act", password(session, PASSWORD)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aProofServesNoOtherOperationUserOrTime(TestBeans beans) {
    Requester who = someone(beans);
    String session = refusal(beans, who, "act", null).get("session").asText();
    assertThat(refusal(beans, who, "other act", password(session, PASSWORD)).get("session"))
        .isNotNull();
    assertThat(refusal(beans, someone(beans), "act", password(session, PASSWORD)).get("session"))
        .isNotNull();
    beans.clock.advance(Duration.ofMinutes(10));
    assertThat(refusal(beans, who, "act", password(session, PASSWORD)).get("session").asText())
        .isNotEqualTo(session);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anotherUsersNameIsNoProof(TestBeans beans) {
    Requester who = someone(beans);
    Requester other = someone(beans);
    ObjectNode auth = password(null, PASSWORD);
    auth.putObject("identifier").put("type", "m.id.user").put("user", other.user().value());
    assertThat(refusal(beans, who, "act", auth).get("errcode").asText()).isEqualTo("M_FORBIDDEN");
  }

  /** CVE-2023-41335: no part of what was sent is kept. */
  @ParameterizedTest
  @MethodSource("beans")
  void noPasswordIsKept(TestBeans beans) {
    Requester who = someone(beans);
    String session = refusal(beans, who, "act", null).get("session").asText();
    refusal(beans, who, "act", password(session, "a wrong secret"));
    String row =
        beans
            .get(Db.class)
            .get(
                "SELECT user_id, operation, completed FROM uia_session WHERE session_id = ?",
                r -> r.string("user_id") + r.string("operation") + r.string("completed"),
                session);
    assertThat(row).isEqualTo(who.user() + "act");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void ourPageDoesTheStageForAClientThatDoesNotKnowIt(TestBeans beans) {
    Requester who = someone(beans);
    UiaService uia = beans.get(UiaService.class);
    String session = refusal(beans, who, "act", null).get("session").asText();
    String stage = LoginService.PASSWORD;
    assertThat(uia.completeOnPage(session, TestBeans.KLINIK, stage, "wrong", "a")).isFalse();
    ObjectNode sessionAlone = Json.object().put("session", session);
    refusal(beans, who, "act", sessionAlone);
    assertThat(uia.completeOnPage(session, TestBeans.KLINIK, stage, PASSWORD, "a")).isTrue();
    uia.require(who, "act", sessionAlone);
    refusal(beans, who, "act", sessionAlone);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void ourPageDoesNoStageThatTheSessionHasNot(TestBeans beans) {
    Requester who = someone(beans);
    UiaService uia = beans.get(UiaService.class);
    String session = refusal(beans, who, "act", null).get("session").asText();
    for (String stage : new String[] {UiaService.DUMMY, UiaService.OAUTH, "m.login.terms"}) {
      assertThatThrownBy(() -> uia.completeOnPage(session, TestBeans.KLINIK, stage, "", "a"))
          .as(stage)
          .isInstanceOf(MatrixException.class);
    }
    assertThatThrownBy(
            () ->
                uia.completeOnPage("none", TestBeans.KLINIK, LoginService.PASSWORD, PASSWORD, "a"))
        .isInstanceOf(MatrixException.class);
  }
}
