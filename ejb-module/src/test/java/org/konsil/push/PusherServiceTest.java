package org.konsil.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.DeviceDeleted;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class PusherServiceTest extends StoreTest {
  private static final String URL = "https://push.example/_matrix/push/v1/notify";
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

  private final Properties settings = new Properties();

  private record Fixture(PusherService pushers, PusherIndex index, PusherStore store) {}

  private Fixture fixture(Db db) {
    settings.clear();
    PusherStore store = new PusherStore(db);
    PusherIndex index = new PusherIndex(store);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Fixture(
        new PusherService(store, index, new KonsilConfig(settings), clock), index, store);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aPusherIsSetReplacedAndDeleted(Db db) {
    Fixture fixture = fixture(db);
    Requester alice = someone();
    String key = UUID.randomUUID().toString();
    fixture.pushers().set(alice, request(key, "http", URL, false));
    assertThat(fixture.index().pushers()).containsKey(alice.user());
    fixture.pushers().set(alice, request(key, "http", URL + "?x", false));
    List<Pusher> listed = fixture.pushers().list(alice);
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).data().get("url").textValue()).isEqualTo(URL + "?x");
    fixture.pushers().set(alice, request(key, null, URL, false));
    assertThat(fixture.pushers().list(alice)).isEmpty();
    assertThat(fixture.index().pushers()).doesNotContainKey(alice.user());
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theSameAppOfAnotherUserGoesUnlessAppended(Db db) {
    Fixture fixture = fixture(db);
    Requester alice = someone();
    Requester bob = someone();
    String key = UUID.randomUUID().toString();
    fixture.pushers().set(alice, request(key, "http", URL, false));
    fixture.pushers().set(bob, request(key, "http", URL, true));
    assertThat(fixture.pushers().list(alice)).hasSize(1);
    fixture.pushers().set(bob, request(key, "http", URL, false));
    assertThat(fixture.pushers().list(alice)).isEmpty();
    assertThat(fixture.pushers().list(bob)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aDeletedDeviceTakesItsPushersAlong(Db db) {
    Fixture fixture = fixture(db);
    Requester alice = someone();
    fixture.pushers().set(alice, request(UUID.randomUUID().toString(), "http", URL, false));
    fixture.index().deviceDeleted(new DeviceDeleted(alice.user(), "OTHER"));
    assertThat(fixture.pushers().list(alice)).hasSize(1);
    fixture.index().deviceDeleted(new DeviceDeleted(alice.user(), alice.deviceId()));
    assertThat(fixture.pushers().list(alice)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void otherKindsAndGatewaysAreRefused(Db db) {
    Fixture fixture = fixture(db);
    refused(ErrorCode.M_INVALID_PARAM, fixture, request("k", "email", URL, false));
    for (String url :
        List.of(
            "http://push.example/_matrix/push/v1/notify",
            "https://push.example/other",
            "https://u:p@push.example/_matrix/push/v1/notify",
            "file:///etc/passwd",
            "https:///_matrix/push/v1/notify",
            "not a url",
            "")) {
      refused(ErrorCode.M_INVALID_PARAM, fixture, request("k", "http", url, false));
    }
    refused(ErrorCode.M_INVALID_PARAM, fixture, request("k".repeat(513), "http", URL, false));
    refused(ErrorCode.M_MISSING_PARAM, fixture, request(null, "http", URL, false));
    refused(
        ErrorCode.M_MISSING_PARAM,
        fixture,
        new SetPusherRequest(
            "k", TextNode.valueOf("http"), "a", "n", "d", null, null, Json.object(), null));
    refused(
        ErrorCode.M_MISSING_PARAM,
        fixture,
        new SetPusherRequest("k", null, "a", "n", "d", null, "de", Json.object(), null));
    settings.setProperty("konsil.outgoingPrivateNetworks", "allow");
    fixture
        .pushers()
        .set(someone(), request("k", "http", "http://127.0.0.1:1/_matrix/push/v1/notify", false));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aQueuedItemIsClaimedByOneNode(Db db) {
    Fixture fixture = fixture(db);
    Requester alice = someone();
    fixture.pushers().set(alice, request(UUID.randomUUID().toString(), "http", URL, false));
    List<Long> ids = fixture.index().pushers().get(alice.user());
    PushQueueStore queue = new PushQueueStore(db);
    RoomId room = RoomId.parse("!r:klinik.example");
    Instant due = NOW.plusSeconds(alice.user().hashCode() & 0xFFFF);
    queue.insert(ids, room, EventId.parse("$one:klinik.example"), due);
    assertThat(mine(queue, ids, due.minusMillis(1))).isEmpty();
    PushQueueStore.Item item = mine(queue, ids, due).get(0);
    assertThat(queue.claim(item, due.plusSeconds(60))).isTrue();
    assertThat(queue.claim(item, due.plusSeconds(60))).as("another node").isFalse();
    assertThat(mine(queue, ids, due)).isEmpty();
    queue.retry(item, 1, due.plus(Duration.ofMinutes(5)));
    assertThat(mine(queue, ids, due.plus(Duration.ofMinutes(5))).get(0).attempts()).isEqualTo(1);
  }

  private static List<PushQueueStore.Item> mine(
      PushQueueStore queue, List<Long> pushers, Instant now) {
    return queue.due(now, 100).stream().filter(i -> pushers.contains(i.pusherId())).toList();
  }

  private static void refused(ErrorCode code, Fixture fixture, SetPusherRequest request) {
    assertThatThrownBy(() -> fixture.pushers().set(someone(), request))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static SetPusherRequest request(String key, String kind, String url, boolean append) {
    ObjectNode data = Json.object().put("url", url).put("format", "event_id_only");
    JsonNode given = kind == null ? NullNode.instance : TextNode.valueOf(kind);
    return new SetPusherRequest(key, given, "app", "App", "Phone", null, "de", data, append);
  }

  private static Requester someone() {
    ServerName home = ServerName.parse("klinik.example");
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), home);
    return new Requester(user, "D", home, false, 1);
  }
}
