package org.konsil.todevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.e2ee.E2eeFixture;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.storage.WakeKey;

class ToDeviceServiceTest extends StoreTest {
  private static final String TYPE = "m.room.encrypted";

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aMessageWaitsUntilItIsAcknowledged(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("A");
    Requester bob = e2ee.someone(E2eeFixture.HOSTED, "B");
    List<String> woken = new ArrayList<>();
    e2ee.wakeups.listen(List.of(WakeKey.device(bob.user(), "B")), () -> woken.add("b"));
    send(e2ee, alice, "t1", bob, "B", 1);
    assertThat(woken).containsExactly("b");
    send(e2ee, alice, "t2", bob, "B", 2);
    List<ToDeviceMessage> first = pending(e2ee, bob, 0, 10);
    assertThat(first)
        .extracting(m -> m.event().toString())
        .containsExactly(
            "{\"type\":\"m.room.encrypted\",\"sender\":\"%s\",\"content\":{\"n\":1}}"
                .formatted(alice.user()),
            "{\"type\":\"m.room.encrypted\",\"sender\":\"%s\",\"content\":{\"n\":2}}"
                .formatted(alice.user()));
    assertThat(pending(e2ee, bob, 0, 10)).as("I7: not acknowledged").hasSize(2);
    e2ee.toDevice.acknowledge(bob.user(), "B", first.get(0).position());
    assertThat(pending(e2ee, bob, 0, 10)).containsExactly(first.get(1));
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aLimitedReaderGetsTheOldestFirst(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("A");
    Requester bob = e2ee.someone("B");
    for (int n = 0; n < 5; n++) {
      send(e2ee, alice, "t" + n, bob, "B", n);
    }
    List<Integer> seen = new ArrayList<>();
    long token = 0;
    List<ToDeviceMessage> batch = pending(e2ee, bob, token, 2);
    while (!batch.isEmpty()) {
      batch.forEach(m -> seen.add(m.event().get("content").get("n").intValue()));
      token = batch.get(batch.size() - 1).position();
      e2ee.toDevice.acknowledge(bob.user(), "B", token);
      batch = pending(e2ee, bob, token, 2);
    }
    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void theSameTransactionOfTheSameDeviceSendsOnce(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("A");
    Requester second = e2ee.device(alice.user(), "A2");
    Requester bob = e2ee.someone("B");
    send(e2ee, alice, "t", bob, "B", 1);
    send(e2ee, alice, "t", bob, "B", 2);
    send(e2ee, second, "t", bob, "B", 3);
    SendToDeviceRequest of4 =
        new SendToDeviceRequest(Map.of(bob.user().value(), Map.of("B", Json.object().put("n", 4))));
    e2ee.toDevice.send(alice, "m.other", "t", of4);
    assertThat(pending(e2ee, bob, 0, 10))
        .extracting(m -> m.event().get("content").get("n").intValue())
        .as("another type is another path, and so another transaction")
        .containsExactly(1, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void aStarReachesEveryDeviceAndUnknownReceiversArePassedOver(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("A");
    Requester one = e2ee.someone("ONE");
    Requester two = e2ee.device(one.user(), "TWO");
    Map<String, ObjectNode> contents = new HashMap<>();
    contents.put("*", Json.object().put("n", 1));
    contents.put("TWO", Json.object().put("n", 2));
    contents.put("GONE", Json.object());
    e2ee.toDevice.send(
        alice,
        TYPE,
        "t",
        new SendToDeviceRequest(
            Map.of(
                one.user().value(),
                contents,
                "@nobody:klinik.example",
                Map.of("*", Json.object()),
                "@x:elsewhere.example",
                Map.of("*", Json.object()))));
    assertThat(pending(e2ee, one, 0, 10))
        .extracting(m -> m.event().get("content").get("n").intValue())
        .containsExactly(1);
    assertThat(pending(e2ee, two, 0, 10))
        .extracting(m -> m.event().get("content").get("n").intValue())
        .containsExactly(2);
    e2ee.deleted(two);
    assertThat(pending(e2ee, two, 0, 10)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("allDatabases")
  void refusesWhatIsTooLargeOrNotAnObject(Db db) {
    E2eeFixture e2ee = new E2eeFixture(db);
    Requester alice = e2ee.someone("A");
    ObjectNode large = Json.object().put("x", "x".repeat(ToDeviceService.MAX_MESSAGE));
    refused(ErrorCode.M_TOO_LARGE, e2ee, alice, TYPE, Map.of("A", large));
    refused(ErrorCode.M_INVALID_PARAM, e2ee, alice, "t".repeat(256), Map.of("A", Json.object()));
    Map<String, ObjectNode> nothing = new HashMap<>();
    nothing.put("A", null);
    refused(ErrorCode.M_BAD_JSON, e2ee, alice, TYPE, nothing);
    assertThat(pending(e2ee, alice, 0, 10)).isEmpty();
  }

  private static void refused(
      ErrorCode code,
      E2eeFixture e2ee,
      Requester sender,
      String type,
      Map<String, ObjectNode> contents) {
    SendToDeviceRequest request = new SendToDeviceRequest(Map.of(sender.user().value(), contents));
    assertThatThrownBy(() -> e2ee.toDevice.send(sender, type, "t" + code, request))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void send(
      E2eeFixture e2ee, Requester from, String txn, Requester to, String device, int n) {
    e2ee.toDevice.send(
        from,
        TYPE,
        txn,
        new SendToDeviceRequest(
            Map.of(to.user().value(), Map.of(device, Json.object().put("n", n)))));
  }

  private static List<ToDeviceMessage> pending(
      E2eeFixture e2ee, Requester who, long after, int limit) {
    return e2ee.toDevice.pending(who.user(), who.deviceId(), after, e2ee.streams.current(), limit);
  }
}
