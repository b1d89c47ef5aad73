package org.konsil.testdriver.device;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.matrix.Refusal;

/** All devices of all domains. */
@ApplicationScoped
public class TestDevices {
  private static final Logger LOG = Logger.getLogger(TestDevices.class.getName());

  private List<TestDevice> devices;
  private Clock clock;

  /** For the container. */
  protected TestDevices() {}

  @Inject
  public TestDevices(TestDriverSettings settings, Clock clock) {
    this.clock = clock;
    List<TestDevice> all = new ArrayList<>();
    for (String domain : settings.domains()) {
      for (ApiKind kind : ApiKind.values()) {
        for (int id = 1; id <= kind.devices(); id++) {
          all.add(new TestDevice(id, domain, kind));
        }
      }
    }
    devices = List.copyOf(all);
  }

  /**
   * The kind of a domain's client that an URL names.
   *
   * @throws Refusal 404
   */
  public ApiKind kind(String domain, String path) {
    return ApiKind.ofPath(path)
        .filter(kind -> devices.stream().anyMatch(device -> device.domain().equals(domain)))
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "There is no such API"));
  }

  public List<TestDevice> list(String domain, ApiKind kind) {
    return devices.stream()
        .filter(device -> device.domain().equals(domain) && device.kind() == kind)
        .toList();
  }

  /**
   * @throws Refusal 404
   */
  public TestDevice get(String domain, ApiKind kind, int id) {
    return list(domain, kind).stream()
        .filter(device -> device.id() == id)
        .findFirst()
        .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "There is no such device"));
  }

  /**
   * A device to be used.
   *
   * @throws Refusal 404, or 403 unless somebody has claimed it
   */
  public TestDevice claimed(String domain, ApiKind kind, int id) {
    TestDevice device = get(domain, kind, id);
    if (!device.isClaimed(clock.instant())) {
      throw new Refusal(403, "M_FORBIDDEN", "The device is not claimed");
    }
    return device;
  }

  public boolean isClaimed(TestDevice device) {
    return device.isClaimed(clock.instant());
  }

  public void claim(TestDevice device, String claimer, Duration length) {
    device.claim(claimer, length, clock.instant());
  }

  public void unclaim(TestDevice device) {
    device.unclaim(clock.instant());
  }

  @PreDestroy
  void logout() {
    for (TestDevice device : devices) {
      try {
        device.logout();
      } catch (Refusal refusal) {
        LOG.fine(() -> device.name() + " stays logged in: " + refusal.getMessage());
      }
    }
  }
}
