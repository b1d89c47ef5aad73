package org.konsil.it.conformance.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.conformance.Homeserver.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** What end-to-end encryption needs of the server. */
public final class Keys implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "post_matrixclientv3keysupload",
            "one-time keys are counted, claimed once, and then the fallback key",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              String device = device(alice);
              ObjectNode upload = Json.object();
              upload.putObject("one_time_keys").set("signed_curve25519:AAA", key("a"));
              ObjectNode fallback = key("f").put("fallback", true);
              upload.putObject("fallback_keys").set("signed_curve25519:FFF", fallback);
              JsonNode counts = alice.ok("POST", "/_matrix/client/v3/keys/upload", upload);
              assertThat(counts.at("/one_time_key_counts/signed_curve25519").asInt()).isEqualTo(1);
              ObjectNode claim = Json.object();
              claim
                  .putObject("one_time_keys")
                  .putObject(alice.userId())
                  .put(device, "signed_curve25519");
              assertThat(claimed(bob, claim, alice, device)).contains("signed_curve25519:AAA");
              assertThat(claimed(bob, claim, alice, device)).contains("signed_curve25519:FFF");
              assertThat(claimed(bob, claim, alice, device)).contains("signed_curve25519:FFF");
            }),
        new Check(
            "post_matrixclientv3keysupload",
            "a key that is known cannot become another",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode upload = Json.object();
              upload.putObject("one_time_keys").set("signed_curve25519:AAA", key("a"));
              alice.ok("POST", "/_matrix/client/v3/keys/upload", upload);
              alice.ok("POST", "/_matrix/client/v3/keys/upload", upload);
              upload.putObject("one_time_keys").set("signed_curve25519:AAA", key("b"));
              assertThat(alice.call("POST", "/_matrix/client/v3/keys/upload", upload).status())
                  .isEqualTo(400);
            }),
        new Check(
            "post_matrixclientv3keysquery",
            "device keys are told as they were uploaded",
            () -> {
              MatrixClient alice = server.newUser();
              String device = device(alice);
              ObjectNode keys = deviceKeys(alice, device);
              ObjectNode upload = Json.object();
              upload.set("device_keys", keys);
              alice.ok("POST", "/_matrix/client/v3/keys/upload", upload);
              ObjectNode query = Json.object();
              query.putObject("device_keys").putArray(alice.userId());
              JsonNode told =
                  server
                      .newUser()
                      .ok("POST", "/_matrix/client/v3/keys/query", query)
                      .path("device_keys")
                      .path(alice.userId())
                      .path(device);
              assertThat(told.path("keys")).isEqualTo(keys.path("keys"));
              assertThat(told.path("signatures")).isEqualTo(keys.path("signatures"));
            }),
        new Check(
            "tracking-the-device-list-for-a-user",
            "who shares a room is told of new keys",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              Homeserver.roomOf(alice, bob);
              String since = Homeserver.sync(bob, null).path("next_batch").asText();
              ObjectNode upload = Json.object();
              upload.set("device_keys", deviceKeys(alice, device(alice)));
              alice.ok("POST", "/_matrix/client/v3/keys/upload", upload);
              assertThat(
                      Homeserver.sync(bob, since).path("device_lists").path("changed").toString())
                  .contains(alice.userId());
            }),
        new Check(
            "send-to-device-messaging",
            "a message to a device arrives until it is acknowledged",
            () -> {
              MatrixClient alice = server.newUser();
              MatrixClient bob = server.newUser();
              ObjectNode message = Json.object();
              message
                  .putObject("messages")
                  .putObject(bob.userId())
                  .putObject(device(bob))
                  .put("hallo", 1);
              alice.ok("PUT", "/_matrix/client/v3/sendToDevice/org.example.x/1", message);
              JsonNode first = Homeserver.sync(bob, null);
              assertThat(first.at("/to_device/events/0/sender").asText()).isEqualTo(alice.userId());
              assertThat(Homeserver.sync(bob, null).at("/to_device/events/0/content/hallo").asInt())
                  .isEqualTo(1);
              JsonNode after = Homeserver.sync(bob, first.path("next_batch").asText());
              assertThat(after.path("to_device").path("events")).isEmpty();
            }),
        new Check(
            "server-side-key-backups",
            "a backup is versioned, and better keys replace worse ones",
            () -> {
              MatrixClient alice = server.newUser();
              ObjectNode info =
                  Json.object().put("algorithm", "m.megolm_backup.v1.curve25519-aes-sha2");
              info.putObject("auth_data").put("public_key", "abcdefg");
              String version =
                  alice
                      .ok("POST", "/_matrix/client/v3/room_keys/version", info)
                      .path("version")
                      .asText();
              String path =
                  "/_matrix/client/v3/room_keys/keys/"
                      + MatrixClient.encode("!r:x")
                      + "/s?version="
                      + version;
              alice.ok("PUT", path, sessionKey(5));
              alice.ok("PUT", path, sessionKey(9));
              assertThat(alice.ok("GET", path, null).path("first_message_index").asInt())
                  .isEqualTo(5);
              alice.ok("PUT", path, sessionKey(2));
              assertThat(alice.ok("GET", path, null).path("first_message_index").asInt())
                  .isEqualTo(2);
              assertThat(
                      alice
                          .ok("GET", "/_matrix/client/v3/room_keys/version", null)
                          .path("count")
                          .asInt())
                  .isEqualTo(1);
              refused(
                  alice.call(
                      "PUT", path.replace("version=" + version, "version=99999"), sessionKey(1)),
                  403,
                  "M_WRONG_ROOM_KEYS_VERSION");
            }));
  }

  private static ObjectNode sessionKey(int index) {
    ObjectNode key =
        Json.object()
            .put("first_message_index", index)
            .put("forwarded_count", 0)
            .put("is_verified", false);
    key.putObject("session_data").put("ciphertext", "x");
    return key;
  }

  private static String claimed(MatrixClient by, ObjectNode claim, MatrixClient of, String device) {
    return by.ok("POST", "/_matrix/client/v3/keys/claim", claim)
        .path("one_time_keys")
        .path(of.userId())
        .path(device)
        .toString();
  }

  private static String device(MatrixClient user) {
    return user.ok("GET", "/_matrix/client/v3/account/whoami", null).path("device_id").asText();
  }

  private static ObjectNode key(String letter) {
    ObjectNode key = Json.object().put("key", letter.repeat(42) + "A");
    key.putObject("signatures");
    return key;
  }

  private static ObjectNode deviceKeys(MatrixClient user, String device) {
    ObjectNode keys = Json.object().put("user_id", user.userId()).put("device_id", device);
    keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2").add("m.megolm.v1.aes-sha2");
    keys.putObject("keys")
        .put("curve25519:" + device, "c".repeat(42) + "A")
        .put("ed25519:" + device, "e".repeat(42) + "A");
    keys.putObject("signatures")
        .putObject(user.userId())
        .put("ed25519:" + device, "s".repeat(85) + "A");
    return keys;
  }
}
