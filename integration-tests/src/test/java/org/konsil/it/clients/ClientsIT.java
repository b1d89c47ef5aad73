package org.konsil.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.ScriptedClient;

/**
 * Two independent clients register, meet in an encrypted room and exchange texts and files both
 * ways; once as plain Matrix, once under all rules of TI-M.
 */
class ClientsIT {
  private static final String PASSWORD = "zwei-Kliniken-im-Gespraech-7";
  private static final String SECRET = "of this test";
  private static final int FILE_BYTES = 3_000_000;

  @Test
  void talkEncryptedOnAnOpenServer() throws IOException {
    try (KonsilServer server =
            KonsilServer.start(
                "clients-open",
                "--domain",
                "klinik.example",
                "--policy",
                "open",
                "--registration",
                "open");
        ScriptedClient js = ScriptedClient.javascript();
        ScriptedClient nio = ScriptedClient.python()) {
      Person jutta = new Person(js, enter(js, "register", server, "jutta"));
      Person nils = new Person(nio, enter(nio, "register", server, "nils"));
      converse(jutta, nils);
      converse(nils, jutta);
    }
  }

  @Test
  void talkEncryptedUnderTheRulesOfTiMessenger() throws IOException {
    try (KonsilServer server =
            KonsilServer.start(
                "clients-tim",
                "--domain",
                "klinik.example",
                "--policy",
                "tim",
                "--registration-shared-secret",
                SECRET);
        ScriptedClient js = ScriptedClient.javascript();
        ScriptedClient nio = ScriptedClient.python()) {
      MatrixClient registrar = MatrixClient.anonymous(server.baseUrl());
      registrar.registerWithSecret(SECRET, "jutta", PASSWORD);
      registrar.registerWithSecret(SECRET, "nils", PASSWORD);
      Person jutta = new Person(js, enter(js, "login", server, "jutta"));
      Person nils = new Person(nio, enter(nio, "login", server, "nils"));
      converse(jutta, nils);
      converse(nils, jutta);
    }
  }

  private record Person(ScriptedClient client, String userId) {}

  /** Registers or logs in and begins to sync; returns the user id. */
  private static String enter(ScriptedClient client, String how, KonsilServer server, String user) {
    JsonNode session =
        client.ask(
            how,
            Map.of("base_url", server.baseUrl().toString(), "user", user, "password", PASSWORD));
    client.ask("start", Map.of());
    return session.path("user_id").asText();
  }

  /** In a new room of the first, who speaks first. */
  private static void converse(Person first, Person second) {
    String room =
        first
            .client()
            .ask("create_room", Map.of("invite", second.userId()))
            .path("room_id")
            .asText();
    JsonNode invite = second.client().ask("await_invite", Map.of());
    assertThat(invite.path("room_id").asText()).isEqualTo(room);
    second.client().ask("join", Map.of("room_id", room));
    first.client().ask("await_member", Map.of("room_id", room, "user", second.userId()));

    text(first, second, room, "Können Sie sich den Befund ansehen?");
    text(second, first, room, "Ja, gern. \uD83E\uDE7A");
    file(first, second, room, "befund.pdf");
    file(second, first, room, "antwort.pdf");
  }

  private static void text(Person from, Person to, String room, String body) {
    Map<String, String> message = Map.of("room_id", room, "body", body);
    JsonNode sent = from.client().ask("send", message);
    assertArrived(sent, to.client().ask("await_message", message), from);
  }

  private static void file(Person from, Person to, String room, String name) {
    JsonNode sent =
        from.client().ask("send_file", Map.of("room_id", room, "name", name, "size", FILE_BYTES));
    JsonNode received = to.client().ask("await_file", Map.of("room_id", room, "name", name));
    assertArrived(sent, received, from);
    assertThat(received.path("sha256").asText()).isEqualTo(sent.path("sha256").asText());
  }

  private static void assertArrived(JsonNode sent, JsonNode received, Person from) {
    assertThat(received.path("encrypted").asBoolean()).as("was encrypted").isTrue();
    assertThat(received.path("sender").asText()).isEqualTo(from.userId());
    assertThat(received.path("event_id").asText()).isEqualTo(sent.path("event_id").asText());
  }
}
