package org.konsil.it.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.federation.Eventually.eventually;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.core.json.Json;
import org.konsil.it.federation.Neighbours.Host;
import org.konsil.it.support.MatrixClient;

/** What is no event: typing, receipts, presence, messages to devices, and media. */
interface SharedMoments {
  Neighbours neighbours();

  @ParameterizedTest
  @EnumSource
  default void typingAndReceiptsAreSeenThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    String room = neighbours().shared(owner, guest, "10");
    String word = owner.say(room, "Bitte lesen");
    eventually("a word", () -> guest.has(room, word));
    guest
        .client()
        .ok(
            "PUT",
            MatrixClient.room(room) + "/typing/" + MatrixClient.encode(guest.id()),
            Json.object().put("typing", true).put("timeout", 30_000));
    eventually(
        "typing",
        () ->
            owner.ephemeral(room, "m.typing").stream()
                .anyMatch(typing -> typing.path("user_ids").toString().contains(guest.id())));
    guest.act(room, "receipt/m.read/" + MatrixClient.encode(word), Json.object());
    eventually(
        "the receipt",
        () ->
            owner.ephemeral(room, "m.receipt").stream()
                .anyMatch(read -> read.path(word).path("m.read").has(guest.id())));
  }

  @ParameterizedTest
  @EnumSource
  default void presenceIsSeenThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    neighbours().shared(owner, guest, "10");
    String path = "/_matrix/client/v3/presence/" + MatrixClient.encode(guest.id()) + "/status";
    ObjectNode present = Json.object().put("presence", "unavailable");
    guest.client().ok("PUT", path, present.put("status_msg", "im OP"));
    eventually(
        "presence",
        () ->
            owner
                .sync()
                .path("presence")
                .path("events")
                .findValuesAsText("status_msg")
                .contains("im OP"));
  }

  @ParameterizedTest
  @EnumSource
  default void messagesToDevicesArriveThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    ObjectNode body = Json.object();
    body.putObject("messages")
        .putObject(owner.id())
        .putObject("*")
        .put("text", "an alle deine Geräte");
    guest.client().ok("PUT", "/_matrix/client/v3/sendToDevice/org.example.test/m1", body);
    eventually(
        "the message to the device",
        () ->
            owner.sync().path("to_device").path("events").findValuesAsText("text").stream()
                .anyMatch("an alle deine Geräte"::equals));
  }

  @ParameterizedTest
  @EnumSource
  default void filesAreFetchedFromThere(Host host) throws Exception {
    Person owner = neighbours().user(host);
    Person guest = neighbours().guest(host);
    byte[] file = new byte[300_000];
    new Random(7).nextBytes(file);
    String uri = owner.upload("befund.pdf", "application/pdf", file);
    HttpResponse<byte[]> fetched = guest.download(URI.create(uri));
    assertThat(fetched.statusCode())
        .as(() -> new String(fetched.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(fetched.body()).isEqualTo(file);
    assertThat(fetched.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(fetched.headers().firstValue("Content-Disposition").orElse(""))
        .contains("befund.pdf");
  }
}
