package org.konsil.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AppServiceAuthentication;
import org.konsil.account.Requester;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class AppServiceAccountsTest extends StoreTest {
  private static final String REGISTRATION =
      """
      id: bridge
      url: null
      as_token: asks
      hs_token: tells
      sender_localpart: _bot
      namespaces:
        users: [{exclusive: true, regex: "@_fax_.*"}]
      """;

  @TempDir static Path directory;
  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, AppServiceAccountsTest::withBridge));
  }

  private static TestBeans withBridge(Db db) {
    TestBeans beans = new TestBeans(db);
    try {
      Path file = Files.writeString(directory.resolve("bridge.yaml"), REGISTRATION);
      beans.settings.setProperty("konsil.appservices", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    beans.settings.setProperty("konsil.domains", TestBeans.KLINIK.value());
    beans.settings.setProperty("konsil.registration", "open");
    return beans;
  }

  private static Requester asking(TestBeans beans, String user, String device) {
    AppService bridge = beans.get(AppServices.class).findByToken("asks").orElseThrow();
    return beans.transaction(
        () -> beans.get(AppServiceAuthentication.class).authenticate(bridge, user, device));
  }

  private static LoginResponse register(TestBeans beans, String name, Optional<Requester> caller) {
    String type = caller.isPresent() ? LoginService.APPLICATION_SERVICE : null;
    RegistrationRequest request =
        new RegistrationRequest(null, type, name, null, "DEVICE", null, null, false, false);
    return beans.transaction(
        () ->
            beans
                .get(RegistrationService.class)
                .register(TestBeans.KLINIK, caller, null, request, "10.0.0.1"));
  }

  private static ErrorCode refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run).code();
  }

  @ParameterizedTest
  @MethodSource("beans")
  void aServiceRegistersItsUsersAndActsAsThem(TestBeans beans) {
    String name = "_fax_" + UUID.randomUUID();
    UserId user = UserId.of(name, TestBeans.KLINIK);
    assertThat(refusal(() -> asking(beans, user.value(), null))).isEqualTo(ErrorCode.M_FORBIDDEN);
    Requester bot = asking(beans, null, null);
    assertThat(bot.user()).isEqualTo(UserId.of("_bot", TestBeans.KLINIK));
    assertThat(bot.findDeviceId()).isEmpty();
    assertThat(register(beans, name, Optional.of(bot)).userId()).isEqualTo(user.value());
    Requester masked = asking(beans, user.value(), "DEVICE");
    assertThat(masked.user()).isEqualTo(user);
    assertThat(masked.deviceId()).isEqualTo("DEVICE");
    assertThat(masked.appServiceId()).contains("bridge");
    assertThat(refusal(() -> asking(beans, user.value(), "NONE")))
        .isEqualTo(ErrorCode.M_UNKNOWN_DEVICE);
    assertThat(refusal(() -> asking(beans, "@other:klinik.example", null)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void itsNamesAreItsOwn(TestBeans beans) {
    assertThat(refusal(() -> register(beans, "_fax_x", Optional.empty())))
        .isEqualTo(ErrorCode.M_EXCLUSIVE);
    assertThat(refusal(() -> register(beans, "_bot", Optional.empty())))
        .isIn(ErrorCode.M_EXCLUSIVE, ErrorCode.M_USER_IN_USE);
    Requester bot = asking(beans, null, null);
    assertThat(refusal(() -> register(beans, "other", Optional.of(bot))))
        .isEqualTo(ErrorCode.M_EXCLUSIVE);
  }
}
