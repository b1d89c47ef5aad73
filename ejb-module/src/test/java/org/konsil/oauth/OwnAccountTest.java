package org.konsil.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.device.Device;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

/** What users do to their own account on our page. */
class OwnAccountTest extends StoreTest {
  private static final String ADDRESS = OAuthFixture.ADDRESS;

  private final Map<Db, TestBeans> wired = new HashMap<>();

  Stream<OAuthFixture> fixtures() {
    return allDatabases()
        .map(db -> wired.computeIfAbsent(db, TestBeans::new))
        .map(OAuthFixture::new);
  }

  private static OwnAccountService own(OAuthFixture fixture) {
    return fixture.beans.get(OwnAccountService.class);
  }

  private static ErrorCode refusal(OAuthFixture fixture, Runnable call) {
    return catchThrowableOfType(MatrixException.class, () -> fixture.beans.transaction(call))
        .code();
  }

  private static List<String> acts(OAuthFixture fixture) {
    return fixture
        .beans
        .get(Db.class)
        .query(
            "SELECT act FROM audit_entry WHERE object = ? ORDER BY number",
            row -> row.string("act"),
            fixture.user.value());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aDeviceIsSignedOutForThePassword(OAuthFixture fixture) {
    TokenResponse tokens = fixture.tokens("DEVICE0001");
    assertThat(own(fixture).devices(fixture.user))
        .extracting(Device::deviceId)
        .containsExactly("DEVICE0001");
    assertThat(
            refusal(
                fixture,
                () -> own(fixture).removeDevice(fixture.user, "DEVICE0001", "wrong", ADDRESS)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(
            refusal(
                fixture,
                () ->
                    own(fixture)
                        .removeDevice(fixture.user, "OTHER", OAuthFixture.PASSWORD, ADDRESS)))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(own(fixture).device(fixture.user, "DEVICE0001")).isPresent();
    assertThat(acts(fixture)).isEmpty();
    fixture.beans.transaction(
        () ->
            own(fixture).removeDevice(fixture.user, "DEVICE0001", OAuthFixture.PASSWORD, ADDRESS));
    assertThat(own(fixture).devices(fixture.user)).isEmpty();
    assertThat(OAuthFixture.refusal(() -> fixture.refresh(tokens.refreshToken()))).isNotNull();
    assertThat(acts(fixture)).containsExactly("account.device.remove");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theAccountIsClosedForThePassword(OAuthFixture fixture) {
    assertThat(refusal(fixture, () -> own(fixture).deactivate(fixture.user, "wrong", ADDRESS)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    AccountService accounts = fixture.beans.get(AccountService.class);
    assertThat(accounts.find(fixture.user).orElseThrow().deactivated()).isFalse();
    fixture.beans.transaction(
        () -> own(fixture).deactivate(fixture.user, OAuthFixture.PASSWORD, ADDRESS));
    assertThat(accounts.find(fixture.user).orElseThrow().deactivated()).isTrue();
    assertThat(acts(fixture)).containsExactly("account.deactivate");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aResetThatNobodyWaitsForIsNotApproved(OAuthFixture fixture) {
    OwnAccountService own = own(fixture);
    assertThat(
            own.approveCrossSigningReset(fixture.user, "unknown", OAuthFixture.PASSWORD, ADDRESS))
        .isFalse();
    assertThat(
            refusal(
                fixture,
                () -> own.approveCrossSigningReset(fixture.user, "unknown", "wrong", ADDRESS)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(acts(fixture)).isEmpty();
  }
}
