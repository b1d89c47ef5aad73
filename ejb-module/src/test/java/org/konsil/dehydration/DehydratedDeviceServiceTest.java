package org.konsil.dehydration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.SessionService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.DeviceService;
import org.konsil.onetimekey.OneTimeKeyService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;
import org.konsil.todevice.SendToDeviceRequest;
import org.konsil.todevice.ToDeviceService;

class DehydratedDeviceServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, DehydratedDeviceServiceTest::wire));
  }

  private static TestBeans wire(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.observing("org.konsil.dehydration.DehydratedDeviceStore");
    beans.observing("org.konsil.e2ee.KeyRemoval");
    beans.observing("org.konsil.onetimekey.OneTimeKeyRemoval");
    beans.observing("org.konsil.todevice.ToDeviceRemoval");
    return beans;
  }

  private static Requester someone(TestBeans beans) {
    UserId user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of("correct horse"), Optional.empty(), false));
    SessionService.Session session =
        beans
            .get(SessionService.class)
            .open(user, Optional.of("PHONE"), Optional.of("a phone"), false);
    return beans.get(AccessTokenService.class).authenticate(session.tokens().accessToken());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aDeviceIsLeftReceivesMessagesAndIsTakenUp(TestBeans beans) {
    DehydratedDeviceService dehydrated = beans.get(DehydratedDeviceService.class);
    Requester alice = someone(beans);
    refused(ErrorCode.M_NOT_FOUND, () -> dehydrated.get(alice));
    put(beans, alice, "SLEEPER");
    assertThat(dehydrated.get(alice).deviceId()).isEqualTo("SLEEPER");
    assertThat(dehydrated.get(alice).deviceData().get("secret").textValue()).isEqualTo("sealed");
    assertThat(deviceIds(beans, alice)).containsExactlyInAnyOrder("PHONE", "SLEEPER");
    assertThat(beans.get(OneTimeKeyService.class).unusedFallbackTypes(alice.user(), "SLEEPER"))
        .containsExactly("signed_curve25519");
    for (int n = 0; n < 120; n++) {
      send(beans, alice, "t" + n, Json.object().put("n", n));
    }
    List<Integer> seen = new ArrayList<>();
    DehydratedEvents page = dehydrated.events(alice, "SLEEPER", null);
    assertThat(dehydrated.events(alice, "SLEEPER", null)).as("not lost unread").isEqualTo(page);
    while (!page.events().isEmpty()) {
      page.events().forEach(event -> seen.add(event.get("content").get("n").intValue()));
      page = dehydrated.events(alice, "SLEEPER", page.nextBatch());
    }
    assertThat(seen).hasSize(120).isSorted();
    assertThat(dehydrated.events(alice, "SLEEPER", null).events()).isEmpty();
    assertThat(dehydrated.delete(alice)).isEqualTo("SLEEPER");
    assertThat(deviceIds(beans, alice)).containsExactly("PHONE");
    refused(ErrorCode.M_NOT_FOUND, () -> dehydrated.get(alice));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anotherOneReplacesTheFirst(TestBeans beans) {
    Requester alice = someone(beans);
    put(beans, alice, "ONE");
    put(beans, alice, "TWO");
    assertThat(deviceIds(beans, alice)).containsExactlyInAnyOrder("PHONE", "TWO");
    DehydratedDeviceService dehydrated = beans.get(DehydratedDeviceService.class);
    refused(ErrorCode.M_NOT_FOUND, () -> dehydrated.events(alice, "ONE", null));
    refused(ErrorCode.M_INVALID_PARAM, () -> put(beans, alice, "PHONE"));
    refused(ErrorCode.M_NOT_FOUND, () -> dehydrated.get(someone(beans)));
  }

  private static void put(TestBeans beans, Requester owner, String deviceId) {
    ObjectNode keys = Json.object();
    keys.put("user_id", owner.user().value()).put("device_id", deviceId);
    keys.putArray("algorithms");
    keys.putObject("keys");
    keys.putObject("signatures");
    ObjectNode fallback = Json.object();
    fallback
        .putObject("signed_curve25519:F")
        .put("key", "k")
        .put("fallback", true)
        .putObject("signatures");
    beans.transaction(
        () ->
            beans
                .get(DehydratedDeviceService.class)
                .put(
                    owner,
                    new PutDehydratedDeviceRequest(
                        deviceId,
                        Json.object().put("secret", "sealed"),
                        "asleep",
                        keys,
                        null,
                        fallback)));
  }

  private static void send(TestBeans beans, Requester to, String txn, ObjectNode content) {
    beans.transaction(
        () ->
            beans
                .get(ToDeviceService.class)
                .send(
                    to,
                    "m.test",
                    txn,
                    new SendToDeviceRequest(
                        Map.of(to.user().value(), Map.of("SLEEPER", content)))));
  }

  private static List<String> deviceIds(TestBeans beans, Requester owner) {
    return beans.get(DeviceService.class).list(owner).stream()
        .map(device -> device.deviceId())
        .toList();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
