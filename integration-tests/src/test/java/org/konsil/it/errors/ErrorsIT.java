package org.konsil.it.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.MatrixClient.Answer;

/**
 * What every served operation answers to a request that is wrong in one way.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#standard-error-response">Standard
 *     error response</a>
 */
class ErrorsIT {
  private static final byte[] NOT_JSON = "{\"a\":".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NO_OBJECT = "[]".getBytes(StandardCharsets.UTF_8);
  private static final int MAX_BODY = 1024 * 1024;

  /** Operations that carry many keys take more: 200 times the size of an event. */
  private static final Map<String, Integer> LARGER_BODIES =
      Map.of("putRoomKeys", 200 * 65_536, "putRoomKeysByRoomId", 200 * 65_536);

  /** The room in the path is only a name for something of one's own. */
  private static final Predicate<Operation> ROOM_IS_ONLY_A_NAME =
      operation ->
          operation.path().contains("/room_keys/") || operation.path().contains("/user/{userId}/");

  /** Anybody may report, and the answer tells nothing about what is reported. */
  private static final Set<String> FOR_STRANGERS_TOO = Set.of("reportUser", "reportRoom");

  /**
   * A room that one was never in is as forgotten as one can wish; every such answer is the same.
   */
  private static final String FORGET = "forgetRoom";

  /** Its answer is the same for everybody, so the optional token is not looked at. */
  private static final String VERSIONS = "getVersions";

  /** Of a server that has no such key. */
  private static final String FORGED =
      "X-Matrix origin=\"127.0.0.1:1\",destination=\"127.0.0.1\",key=\"ed25519:a\",sig=\"AAAA\"";

  private static final Set<String> NEED_POWER =
      Set.of("kick", "ban", "unban", "upgradeRoom", "setRoomStateWithKey");

  /** What a path may name. */
  private static final List<String> IDS =
      List.of("userId", "roomId", "roomIdOrAlias", "roomAlias", "eventId", "deviceId", "filterId");

  /** What leads to somebody's domain. */
  private static final List<String> IDS_OF_A_DOMAIN = List.of("serverName", "userId");

  /** Of these the specification itself has one answer for the unknown and one for the closed. */
  private static final Set<String> TELLS_WHAT_EXISTS =
      Set.of(
          "joinRoom",
          "joinRoomById",
          "knockRoom",
          "leaveRoom",
          "setRoomVisibilityOnDirectory",
          "reportRoom");

  private static final List<Operation> OPERATIONS = Operation.served();

  private static final String PASSWORD = "Verwaltung-ohne-Geheimnis-1";
  private static final String ADMINISTRATION = "/_konsil/admin/v1";

  private static KonsilServer server;
  private static Scene scene;
  private static List<Operation> administering;

  @BeforeAll
  static void start() {
    server =
        KonsilServer.start(
            "errors",
            Map.of(
                "KONSIL_JAVA_OPTS",
                "-Xms512m -Xmx512m -Dkonsil.accessToken.lifetimeSeconds=0"
                    + " -Dkonsil.operators=@admin:127.0.0.1"
                    + " -Dkonsil.bootstrapAdmin=@admin:127.0.0.1,@admin:localhost"
                    + " -Dkonsil.bootstrapAdmin.password="
                    + PASSWORD),
            "--domain",
            "127.0.0.1",
            "--domain",
            "localhost",
            "--policy",
            "open",
            "--registration",
            "open",
            "--rate-limits",
            "off");
    scene = new Scene(server, PASSWORD);
    administering =
        Operation.administering(
            new String(
                scene.anonymous.download(ADMINISTRATION + "/openapi.yaml").body(),
                StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> missingToken() {
    return each(
        Operation::needsToken,
        o -> refused(call(scene.anonymous, o, scene.values()), 401, "M_MISSING_TOKEN"));
  }

  @TestFactory
  Stream<DynamicTest> unknownToken() {
    return each(
        o -> !o.auth().equals("none") && !o.id().equals(VERSIONS),
        o -> {
          Answer answer = call(scene.anonymous.withToken("nobodys"), o, scene.values());
          refused(answer, 401, "M_UNKNOWN_TOKEN");
          assertThat(answer.body().path("soft_logout").asBoolean()).isFalse();
        });
  }

  @TestFactory
  Stream<DynamicTest> expiredToken() {
    return each(
        Operation::needsToken,
        o -> {
          Answer answer = call(scene.expired, o, scene.values());
          refused(answer, 401, "M_UNKNOWN_TOKEN");
          assertThat(answer.body().path("soft_logout").asBoolean()).isTrue();
        });
  }

  /** I5: somebody of another domain gets nothing of this one's users and rooms. */
  @TestFactory
  Stream<DynamicTest> foreignToken() {
    return each(
        o ->
            o.needsToken()
                && Stream.of("userId", "roomId", "roomIdOrAlias", "deviceId").anyMatch(o::names)
                && !o.path().contains("/room_keys/")
                && !o.id().equals(FORGET)
                && !FOR_STRANGERS_TOO.contains(o.id()),
        o -> hidden(call(scene.stranger, o, scene.values())));
  }

  /**
   * DESIGN, domains: whoever asks with the ids of another domain reads no byte of it, and cannot
   * tell from the answer whether there is anything of these ids.
   */
  @TestFactory
  Stream<DynamicTest> idsOfAnotherDomain() {
    return each(
        o ->
            o.needsToken()
                && !o.id().equals("createRoom")
                && (o.takesJson() || IDS.stream().anyMatch(o::names)),
        o -> {
          Map<String, String> nobodys = scene.valuesOfNobody();
          Answer there = curious(o, scene.values());
          Answer nowhere = curious(o, nobodys);
          assertThat(there.body().toString()).doesNotContain(Scene.SECRET);
          if (TELLS_WHAT_EXISTS.contains(o.id())) {
            assertThat(List.of(200, 403, 404)).contains(there.status(), nowhere.status());
          } else {
            assertThat(masked(there, scene.values())).isEqualTo(masked(nowhere, nobodys));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> unknownRoom() {
    return each(
        o ->
            o.needsToken()
                && (o.names("roomId") || o.names("roomIdOrAlias"))
                && !o.id().equals(FORGET)
                && !ROOM_IS_ONLY_A_NAME.test(o),
        o -> hidden(call(scene.owner, o, scene.valuesWithoutRoom(scene.owner))));
  }

  @TestFactory
  Stream<DynamicTest> missingPermission() {
    return each(
        o -> NEED_POWER.contains(o.id()),
        o -> refused(call(scene.member, o, scene.values()), 403, "M_FORBIDDEN"));
  }

  @TestFactory
  Stream<DynamicTest> malformedJson() {
    return each(Operation::takesJson, o -> refused(raw(o, NOT_JSON), 400, "M_NOT_JSON"));
  }

  @TestFactory
  Stream<DynamicTest> jsonThatIsNoObject() {
    return each(Operation::takesJson, o -> refused(raw(o, NO_OBJECT), 400, "M_BAD_JSON"));
  }

  @TestFactory
  Stream<DynamicTest> oversizedBody() {
    return each(Operation::takesJson, o -> refused(raw(o, tooLarge(o)), 413, "M_TOO_LARGE"));
  }

  @TestFactory
  Stream<DynamicTest> unknownMethod() {
    return each(
        o -> true,
        o -> {
          String path = o.path(scene.valuesOf(scene.member));
          refused(scene.member.call("PATCH", path, null), 405, "M_UNRECOGNIZED");
        });
  }

  @TestFactory
  Stream<DynamicTest> unknownPath() {
    return each(
        o -> o.path().startsWith("/_matrix/"),
        o -> {
          String path = o.path(scene.values()).replaceFirst("/_matrix/", "/_matrix/nothing/");
          refused(scene.member.call(o.method(), path, null), 404, "M_UNRECOGNIZED");
          // a state key may hold slashes
          if (!o.path().contains("/state")) {
            path = o.path(scene.values()) + "/and/something/behind/it";
            refused(scene.member.call(o.method(), path, null), 404, "M_UNRECOGNIZED");
          }
        });
  }

  /** CVE-2019-18835, F19: another server is nobody until it has signed. */
  @TestFactory
  Stream<DynamicTest> unsignedAndWronglySigned() {
    return Operation.servedToServers().stream()
        .filter(o -> o.auth().equals("signed"))
        .map(o -> dynamicTest(o.toString(), () -> refusedToServers(o)));
  }

  private static void refusedToServers(Operation operation) {
    String path = operation.path(scene.values());
    JsonNode body = operation.takesJson() ? JsonNodeFactory.instance.objectNode() : null;
    refused(scene.anonymous.call(operation.method(), path, body), 401, "M_UNAUTHORIZED");
    refused(scene.owner.call(operation.method(), path, body), 401, "M_UNAUTHORIZED");
    MatrixClient liar = scene.anonymous.withToken(FORGED);
    refused(liar.call(operation.method(), path, body), 401, "M_UNAUTHORIZED");
  }

  /** The administration API: for nobody but whoever administers the domain, or all of them. */
  @TestFactory
  Stream<DynamicTest> administrationByOthers() {
    return administration(
        Operation::needsToken,
        o -> {
          Map<String, String> values = scene.values();
          refused(call(scene.anonymous, o, values), 401, "M_MISSING_TOKEN");
          refused(call(scene.anonymous.withToken("nobodys"), o, values), 401, "M_UNKNOWN_TOKEN");
          refused(call(scene.expired, o, values), 401, "M_UNKNOWN_TOKEN");
          refused(call(scene.member, o, values), 403, "M_FORBIDDEN");
          if (IDS_OF_A_DOMAIN.stream().anyMatch(o::names)) {
            hidden(call(scene.otherAdministrator, o, values));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> administrationWithAWrongRequest() {
    return administration(
        o -> true,
        o -> {
          String path = o.path(scene.values());
          if (o.takesJson()) {
            refused(administer(o, NOT_JSON), 400, "M_NOT_JSON");
            refused(administer(o, NO_OBJECT), 400, "M_BAD_JSON");
            refused(administer(o, tooLarge(o)), 413, "M_TOO_LARGE");
          }
          refused(scene.operator.call("PATCH", path, null), 405, "M_UNRECOGNIZED");
          String nothing = path.replaceFirst(ADMINISTRATION, ADMINISTRATION + "/nothing");
          refused(scene.operator.call(o.method(), nothing, null), 404, "M_UNRECOGNIZED");
        });
  }

  private static Stream<DynamicTest> administration(
      Predicate<Operation> which, Consumer<Operation> expectation) {
    assertThat(administering).isNotEmpty();
    return administering.stream()
        .filter(which)
        .map(operation -> dynamicTest(operation.toString(), () -> expectation.accept(operation)));
  }

  private static Answer administer(Operation operation, byte[] body) {
    return scene.operator.callRaw(operation.method(), operation.path(scene.values()), body);
  }

  private static Stream<DynamicTest> each(
      Predicate<Operation> which, Consumer<Operation> expectation) {
    return OPERATIONS.stream()
        .filter(which)
        .map(operation -> dynamicTest(operation.toString(), () -> expectation.accept(operation)));
  }

  private static Answer curious(Operation operation, Map<String, String> values) {
    JsonNode body = operation.takesJson() ? scene.curious(operation, values) : null;
    String path = operation.path(values) + scene.query(operation);
    return scene.stranger.call(operation.method(), path, body);
  }

  /** The answer without the ids that were asked for and without what is new in every answer. */
  private static String masked(Answer answer, Map<String, String> values) {
    String text = answer.status() + " " + answer.body();
    for (String id : IDS) {
      text = text.replace('"' + values.get(id) + '"', '"' + id + '"');
    }
    return text.replaceAll("\"session\":\"[^\"]*\"", "\"session\":\"\"");
  }

  private static Answer call(MatrixClient client, Operation operation, Map<String, String> values) {
    JsonNode body = operation.takesJson() ? scene.body(operation) : null;
    String path = operation.path(values) + scene.query(operation);
    return client.call(operation.method(), path, body);
  }

  /** By a member of the room on himself, so that nothing but the body is wrong. */
  private static Answer raw(Operation operation, byte[] body) {
    String path = operation.path(scene.valuesOf(scene.member));
    return scene.member.callRaw(operation.method(), path, body);
  }

  private static byte[] tooLarge(Operation operation) {
    int largest = LARGER_BODIES.getOrDefault(operation.id(), MAX_BODY);
    return ("{\"a\":\"" + "x".repeat(largest) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(Answer answer, int status, String errcode) {
    assertThat(answer.status() + " " + answer.errcode())
        .as("%s", answer.body())
        .isEqualTo(status + " " + errcode);
    assertThat(answer.body().path("error").asText()).isNotEmpty();
  }

  /** Refused; or asked for the password first, which tells as little. */
  private static void hidden(Answer answer) {
    if (answer.status() == 401 && answer.body().has("flows")) {
      assertThat(answer.body().path("session").asText()).isNotEmpty();
      return;
    }
    assertThat(answer.status()).as("%s", answer.body()).isIn(403, 404);
    assertThat(answer.errcode()).as("%s", answer.body()).startsWith("M_");
    assertThat(answer.errcode()).isNotEqualTo("M_UNRECOGNIZED");
  }
}
