package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.ScriptedClient;

/**
 * A user of Konsil and a user of Synapse in an encrypted room, each with matrix-js-sdk: devices and
 * one-time keys are asked for from server to server, and a device that comes later is told of.
 */
interface EncryptedTalk {
  Neighbours neighbours();

  @Test
  default void encryptedTextsAndFilesGoBothWays() throws IOException {
    try (ScriptedClient anna = ScriptedClient.javascript();
        ScriptedClient carl = ScriptedClient.javascript();
        ScriptedClient carlsPhone = ScriptedClient.javascript()) {
      enter(anna, "register", neighbours().konsil().server().baseUrl(), "anna");
      JsonNode ofCarl = enter(carl, "register", neighbours().synapse().baseUrl(), "carl");
      String carlId = ofCarl.path("user_id").asText();
      String room = anna.ask("create_room", Map.of("invite", carlId)).path("room_id").asText();
      carl.ask("await_invite", Map.of());
      carl.ask("join", Map.of("room_id", room));
      anna.ask("await_member", Map.of("room_id", room, "user", carlId));
      text(anna, carl, room, "Können Sie sich den Befund ansehen?");
      text(carl, anna, room, "Ja, gern.");
      file(anna, carl, room, "befund.pdf");
      file(carl, anna, room, "antwort.pdf");

      JsonNode phone = enter(carlsPhone, "login", neighbours().synapse().baseUrl(), "carl");
      anna.ask(
          "await_device", Map.of("user", carlId, "device_id", phone.path("device_id").asText()));
      text(anna, carlsPhone, room, "Auch für das Telefon");
      text(carlsPhone, anna, room, "Vom Telefon");
    }
  }

  private static JsonNode enter(ScriptedClient client, String how, URI server, String user) {
    JsonNode session =
        client.ask(
            how,
            Map.of("base_url", server.toString(), "user", user, "password", Neighbours.PASSWORD));
    client.ask("start", Map.of());
    return session;
  }

  private static void text(ScriptedClient from, ScriptedClient to, String room, String body) {
    Map<String, String> message = Map.of("room_id", room, "body", body);
    JsonNode sent = from.ask("send", message);
    assertArrived(sent, to.ask("await_message", message));
  }

  private static void file(ScriptedClient from, ScriptedClient to, String room, String name) {
    JsonNode sent = from.ask("send_file", Map.of("room_id", room, "name", name, "size", 200_000));
    JsonNode received = to.ask("await_file", Map.of("room_id", room, "name", name));
    assertArrived(sent, received);
    assertThat(received.path("sha256").asText()).isEqualTo(sent.path("sha256").asText());
  }

  private static void assertArrived(JsonNode sent, JsonNode received) {
    assertThat(received.path("encrypted").asBoolean()).as("was encrypted").isTrue();
    assertThat(received.path("event_id").asText()).isEqualTo(sent.path("event_id").asText());
  }
}
