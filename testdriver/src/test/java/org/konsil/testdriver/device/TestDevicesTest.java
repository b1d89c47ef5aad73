package org.konsil.testdriver.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.Refusal;
import org.konsil.testdriver.matrix.TimelineMessage;

class TestDevicesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovingClock clock = new MovingClock();
  private final TestDevices devices = new TestDevices(settings(), clock);
  private final TestDevice device = devices.get("a.example", ApiKind.CLIENT, 1);

  private static TestDriverSettings settings() {
    Properties properties = new Properties();
    properties.setProperty("konsil.domains", "a.example,b.example");
    return new TestDriverSettings(properties);
  }

  @Test
  void hasThreeDevicesForEachDomainAtLeast() {
    for (String domain : List.of("a.example", "b.example")) {
      assertThat(devices.list(domain, ApiKind.CLIENT)).hasSizeGreaterThanOrEqualTo(3);
      assertThat(devices.list(domain, ApiKind.ORG_ADMIN)).isNotEmpty();
      assertThat(devices.list(domain, ApiKind.PRACTITIONER)).isNotEmpty();
    }
    assertThat(devices.kind("a.example", "org-admin")).isEqualTo(ApiKind.ORG_ADMIN);
    refused(404, () -> devices.kind("c.example", "client"));
    refused(404, () -> devices.kind("a.example", "tablet"));
    refused(404, () -> devices.get("a.example", ApiKind.CLIENT, 0));
  }

  @Test
  void aClaimExcludesOthersUntilItEnds() {
    devices.claim(device, "first", MINUTE);
    refused(403, () -> devices.claim(device, "second", MINUTE));
    refused(403, () -> devices.claim(device, "first", MINUTE));
    assertThat(devices.claimed("a.example", ApiKind.CLIENT, 1)).isSameAs(device);

    clock.pass(MINUTE);
    assertThat(devices.isClaimed(device)).isFalse();
    refused(403, () -> devices.claimed("a.example", ApiKind.CLIENT, 1));
    devices.claim(device, "second", MINUTE);
    assertThat(device.claim()).isEqualTo(new Claim("second", clock.instant().plus(MINUTE)));
  }

  @Test
  void refusesClaimsThatAreTooShortTooLongOrNobodys() {
    refused(400, () -> devices.claim(device, "x", Duration.ofSeconds(59)));
    refused(400, () -> devices.claim(device, "x", Duration.ofDays(2)));
    refused(400, () -> devices.claim(device, " ", MINUTE));
    assertThat(devices.isClaimed(device)).isFalse();
  }

  @Test
  void whoeverComesNextFindsTheDeviceLoggedOut() {
    LoggedIn first = new LoggedIn();
    devices.claim(device, "first", MINUTE);
    refused(401, device::session);
    device.login(first);
    device.remember("file", "{}");
    assertThat(device.session()).isSameAs(first);
    clock.pass(MINUTE);
    devices.claim(device, "second", MINUTE);
    assertThat(first.loggedOut).isEqualTo(1);
    assertThat(device.file("file")).isEmpty();
    refused(401, device::session);

    LoggedIn second = new LoggedIn();
    device.login(second);
    devices.unclaim(device);
    assertThat(second.loggedOut).isEqualTo(1);
  }

  private static void refused(int status, Runnable act) {
    assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Counts how often it is logged out, and does nothing else. */
  private static final class LoggedIn implements MatrixDevice {
    private int loggedOut;

    @Override
    public void logout() {
      loggedOut++;
    }

    @Override
    public String userId() {
      return "@a:a.example";
    }

    @Override
    public String deviceId() {
      return "DEVICE";
    }

    @Override
    public String accessToken() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String send(String roomId, String content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String replace(String roomId, String eventId, String content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void redact(String roomId, String eventId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<TimelineMessage> messages(String roomId, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TimelineMessage> message(String roomId, String eventId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String upload(byte[] bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] download(String encryptedFile) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> recoveryKey() {
      return Optional.empty();
    }

    @Override
    public void recover(String recoveryKey) {
      throw new UnsupportedOperationException();
    }
  }
}
