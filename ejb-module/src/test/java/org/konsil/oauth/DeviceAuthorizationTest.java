package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class DeviceAuthorizationTest extends StoreTest {
  private static final String PAGE = "https://m.example/link";

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<OAuthFixture> fixtures() {
    return allDatabases()
        .map(db -> wired.computeIfAbsent(db, TestBeans::new))
        .map(OAuthFixture::new);
  }

  private static DeviceAuthorizationService service(OAuthFixture fixture) {
    return fixture.beans.get(DeviceAuthorizationService.class);
  }

  private static DeviceAuthorization begin(OAuthFixture fixture) {
    return begin(fixture, Map.of("client_id", fixture.clientId, "scope", scope()));
  }

  private static DeviceAuthorization begin(OAuthFixture fixture, Map<String, String> form) {
    return service(fixture).begin(OAuthFixture.parameters(form), PAGE, OAuthFixture.ADDRESS);
  }

  private static String scope() {
    return new Scope("DEVICE0009").toString();
  }

  private static Map<String, String> poll(OAuthFixture fixture, DeviceAuthorization begun) {
    return Map.of(
        "grant_type", ClientMetadata.DEVICE_CODE,
        "client_id", fixture.clientId,
        "device_code", begun.deviceCode());
  }

  private static String error(OAuthFixture fixture, DeviceAuthorization begun) {
    return OAuthFixture.refusal(() -> fixture.exchange(poll(fixture, begun))).error();
  }

  private static void waitAWhile(OAuthFixture fixture) {
    fixture.beans.clock.advance(DeviceAuthorizationService.POLL_EVERY);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theUserLetsTheDeviceIn(OAuthFixture fixture) {
    DeviceAuthorization begun = begin(fixture);
    assertThat(begun.userCode()).matches("[B-Z]{4}-[B-Z]{4}");
    assertThat(begun.verificationUriComplete()).isEqualTo(PAGE + "?user_code=" + begun.userCode());
    assertThat(error(fixture, begun)).isEqualTo("authorization_pending");
    String typed = begun.userCode().toLowerCase(Locale.ROOT).replace("-", " ");
    assertThat(service(fixture).find(typed, OAuthFixture.ADDRESS).orElseThrow().name())
        .isEqualTo("An app");
    assertThat(service(fixture).allow(typed, fixture.user)).isTrue();
    assertThat(service(fixture).allow(typed, fixture.user)).isFalse();
    waitAWhile(fixture);
    TokenResponse tokens = fixture.exchange(poll(fixture, begun));
    assertThat(fixture.authenticate(tokens).deviceId()).isEqualTo("DEVICE0009");
    assertThat(tokens.refreshToken()).isNotEmpty();
    waitAWhile(fixture);
    assertThat(error(fixture, begun)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theUserRefuses(OAuthFixture fixture) {
    DeviceAuthorization begun = begin(fixture);
    service(fixture).deny(begun.userCode());
    assertThat(service(fixture).allow(begun.userCode(), fixture.user)).isFalse();
    assertThat(error(fixture, begun)).isEqualTo("access_denied");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void whoPollsTooOftenHasToWaitLonger(OAuthFixture fixture) {
    DeviceAuthorization begun = begin(fixture);
    assertThat(error(fixture, begun)).isEqualTo("authorization_pending");
    assertThat(error(fixture, begun)).isEqualTo("slow_down");
    waitAWhile(fixture);
    assertThat(error(fixture, begun)).isEqualTo("slow_down");
    fixture.beans.clock.advance(Duration.ofSeconds(15));
    assertThat(error(fixture, begun)).isEqualTo("authorization_pending");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void codesExpire(OAuthFixture fixture) {
    DeviceAuthorization begun = begin(fixture);
    fixture.beans.clock.advance(DeviceAuthorizationService.LIFETIME);
    assertThat(error(fixture, begun)).isEqualTo("expired_token");
    assertThat(service(fixture).find(begun.userCode(), OAuthFixture.ADDRESS)).isEmpty();
    assertThat(service(fixture).allow(begun.userCode(), fixture.user)).isFalse();
    fixture.beans.clock.advance(Duration.ofHours(2));
    fixture.beans.get(OAuthCleanup.class).cleanUp();
    assertThat(error(fixture, begun)).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void requestsThatAreNotInOrderAreRefused(OAuthFixture fixture) {
    assertThat(
            OAuthFixture.refusal(() -> begin(fixture, Map.of("client_id", "x", "scope", scope())))
                .error())
        .isEqualTo("invalid_client");
    assertThat(
            OAuthFixture.refusal(() -> begin(fixture, Map.of("client_id", fixture.clientId)))
                .error())
        .isEqualTo("invalid_scope");
    ObjectNode narrow = OAuthFixture.metadata();
    narrow.putArray("grant_types").add(ClientMetadata.AUTHORIZATION_CODE);
    Map<String, String> form = Map.of("client_id", fixture.register(narrow), "scope", scope());
    assertThat(OAuthFixture.refusal(() -> begin(fixture, form)).error())
        .isEqualTo("unauthorized_client");
    assertThat(service(fixture).find("ABCD-EFGH", OAuthFixture.ADDRESS)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void bothCodesAreStoredAsDigests(OAuthFixture fixture) {
    DeviceAuthorization begun = begin(fixture);
    String stored =
        fixture
            .beans
            .get(Db.class)
            .query(
                "SELECT device_code_hash, user_code_hash FROM oauth_device_code",
                row -> row.string("device_code_hash") + row.string("user_code_hash"))
            .toString();
    assertThat(stored).doesNotContain(begun.deviceCode()).doesNotContain(begun.userCode());
  }
}
