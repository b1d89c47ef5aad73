package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

class SignedInTest {
  private static final UserId USER = UserId.parse("@a:klinik.example");
  private final SignedIn signedIn = new SignedIn();

  @Test
  void eachSignInHasItsOwnCsrfToken() {
    signedIn.start(USER, false, false, new SecureRandom());
    String first = signedIn.getCsrfToken();
    signedIn.start(USER, false, false, new SecureRandom());
    assertThat(signedIn.getCsrfToken()).isNotEqualTo(first).hasSize(32);
  }

  @Test
  void aSecondLockKeepsTheTimeOfTheFirst() {
    signedIn.start(USER, false, false, new SecureRandom());
    signedIn.lock(Instant.ofEpochMilli(1000), false);
    signedIn.lock(Instant.ofEpochMilli(2000), true);
    assertThat(signedIn.getLockedAtMillis()).isEqualTo(1000);
    assertThat(signedIn.unlockFailed()).isEqualTo(1);
    signedIn.unlock();
    assertThat(signedIn.isLocked()).isFalse();
  }

  @Test
  void onlyALockOfASealedDeviceOpensByItsOwnersToken() {
    signedIn.start(USER, false, false, new SecureRandom());
    signedIn.lock(Instant.ofEpochMilli(1000), false);
    assertThat(signedIn.opensByToken(USER)).isFalse();
    signedIn.unlock();
    signedIn.lock(Instant.ofEpochMilli(2000), true);
    assertThat(signedIn.opensByToken(USER)).isTrue();
    assertThat(signedIn.opensByToken(UserId.parse("@other:klinik.example"))).isFalse();
  }

  @Test
  void aSessionMayMoveToAnotherNode() throws Exception {
    signedIn.start(USER, true, true, new SecureRandom());
    var bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(signedIn);
    var moved =
        (SignedIn)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(moved.user()).contains(USER);
    assertThat(moved.getCsrfToken()).isEqualTo(signedIn.getCsrfToken());
  }

  @Test
  void theGuardWantsTheSessionsOwnHeader() {
    CsrfGuard guard = new CsrfGuard();
    guard.signedIn = signedIn;
    assertRefused(guard, null, ErrorCode.M_MISSING_TOKEN);
    signedIn.start(USER, false, false, new SecureRandom());
    assertRefused(guard, null, ErrorCode.M_FORBIDDEN);
    assertRefused(guard, "guess", ErrorCode.M_FORBIDDEN);
    assertThat(guard.requireUser(signedIn.getCsrfToken())).isEqualTo(USER);
  }

  private static void assertRefused(CsrfGuard guard, String header, ErrorCode code) {
    assertThatThrownBy(() -> guard.requireUser(header))
        .isInstanceOfSatisfying(
            MatrixException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }
}
