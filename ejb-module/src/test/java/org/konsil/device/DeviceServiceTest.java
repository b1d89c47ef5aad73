package org.konsil.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.SessionService;
import org.konsil.account.SessionService.Session;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.login.LoginService;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.storage.StreamPositions;
import org.konsil.testing.TestBeans;

class DeviceServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, TestBeans::new));
  }

  private static UserId newUser(TestBeans beans) {
    UserId user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of("correct horse"), Optional.empty(), false));
    return user;
  }

  private static Session session(TestBeans beans, UserId user, String deviceId) {
    return beans
        .get(SessionService.class)
        .open(user, Optional.ofNullable(deviceId), Optional.of("a phone"), false);
  }

  private static Requester requester(TestBeans beans, Session session) {
    return beans.get(AccessTokenService.class).authenticate(session.tokens().accessToken());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void listsNamesAndLastSeen(TestBeans beans) {
    UserId user = newUser(beans);
    Session session = session(beans, user, null);
    session(beans, user, "UNUSED");
    Requester who =
        beans
            .get(AccessTokenService.class)
            .authenticate(session.tokens().accessToken(), "10.1.2.3");
    DeviceService devices = beans.get(DeviceService.class);
    long now = beans.clock.millis();
    assertThat(devices.list(who))
        .containsExactlyInAnyOrder(
            new Device(session.deviceId(), user.value(), "a phone", "10.1.2.3", now),
            new Device("UNUSED", user.value(), "a phone", null, null));
    devices.rename(who, "UNUSED", Optional.of("a tablet"));
    assertThat(devices.get(who, "UNUSED").displayName()).isEqualTo("a tablet");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void anotherUsersDeviceIsUnknown(TestBeans beans) {
    session(beans, newUser(beans), "THEIRS");
    Requester who = requester(beans, session(beans, newUser(beans), null));
    DeviceService devices = beans.get(DeviceService.class);
    for (Runnable call :
        List.<Runnable>of(
            () -> devices.get(who, "THEIRS"),
            () -> devices.rename(who, "THEIRS", Optional.of("mine")))) {
      assertThat(catchThrowableOfType(MatrixException.class, call::run).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @MethodSource("beans")
  void deletionEndsTokensAndIsTold(TestBeans beans) {
    UserId user = newUser(beans);
    Requester who = requester(beans, session(beans, user, null));
    Session doomed = session(beans, user, "DOOMED");
    requester(beans, doomed);
    ObjectNode auth =
        Json.object().put("type", LoginService.PASSWORD).put("password", "correct horse");
    beans.get(DeviceService.class).delete(who, List.of("DOOMED", "UNKNOWN"), auth);
    assertThat(catchThrowableOfType(MatrixException.class, () -> requester(beans, doomed)).status())
        .isEqualTo(401);
    assertThat(beans.get(DeviceService.class).exists(user, "DOOMED")).isFalse();
    assertThat(beans.fired).contains(new DeviceDeleted(user, "DOOMED"));
    assertThat(beans.fired).doesNotContain(new DeviceDeleted(user, "UNKNOWN"));
  }

  @ParameterizedTest
  @MethodSource("beans")
  void changesAreThoseOfTheAskedUsersInTheAskedRange(TestBeans beans) {
    DeviceListService lists = beans.get(DeviceListService.class);
    StreamPositions positions = beans.get(StreamPositions.class);
    UserId self = newUser(beans);
    UserId friend = newUser(beans);
    UserId stranger = newUser(beans);
    long start = positions.current();
    lists.markChanged(friend);
    lists.markChanged(stranger);
    lists.markChanged(friend);
    long middle = positions.current();
    lists.markChanged(self);
    long end = positions.current();
    assertThat(lists.changed(self, Set.of(friend), start, middle)).containsExactly(friend);
    assertThat(lists.changed(self, Set.of(friend), middle, end)).containsExactly(self);
    assertThat(lists.changed(self, Set.of(), start, middle)).isEmpty();
    assertThat(lists.latest(friend)).isEqualTo(middle);
  }
}
