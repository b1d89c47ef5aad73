package org.konsil.testdriver.device;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of client; each is one API of its own to the suite. */
public enum ApiKind {
  /** a messenger client of an organisation's staff */
  CLIENT("client", 4),
  /** a messenger client with a practitioner's card */
  PRACTITIONER("practitioner", 3),
  /** the console of an organisation's administrator */
  ORG_ADMIN("org-admin", 1);

  private final String path;
  private final int devices;

  ApiKind(String path, int devices) {
    this.path = path;
    this.devices = devices;
  }

  /** Its name in the test driver's URLs. */
  public String path() {
    return path;
  }

  /** How many devices each domain has. */
  int devices() {
    return devices;
  }

  static Optional<ApiKind> ofPath(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
  }
}
