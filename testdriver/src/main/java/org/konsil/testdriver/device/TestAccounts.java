package org.konsil.testdriver.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.konsil.Administration;
import org.konsil.testdriver.matrix.MatrixClients;
import org.konsil.testdriver.matrix.MatrixDevice;

/**
 * The people behind the devices: what each knows of its account, password and recovery key. A
 * device's account is made by the domain's administrator when it is first asked for, anew at each
 * start of the test driver, because nobody remembers its keys.
 */
@ApplicationScoped
public class TestAccounts {
  private final Map<String, TestAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, String> recoveryKeys = new ConcurrentHashMap<>();

  private TestDriverSettings settings;
  private Administration administration;
  private MatrixClients clients;
  private String start;

  /** For the container. */
  protected TestAccounts() {}

  @Inject
  public TestAccounts(
      TestDriverSettings settings,
      Administration administration,
      MatrixClients clients,
      Clock clock) {
    this.settings = settings;
    this.administration = administration;
    this.clients = clients;
    this.start = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
  }

  /** The device's own account. */
  public TestAccount of(TestDevice device) {
    return accounts.computeIfAbsent(device.name(), name -> make(device));
  }

  /** The account of this MXID, if it is a device's. */
  public Optional<TestAccount> find(String mxid) {
    return accounts.values().stream().filter(account -> account.mxid().equals(mxid)).findFirst();
  }

  boolean isMade(TestDevice device) {
    return accounts.containsKey(device.name());
  }

  private TestAccount make(TestDevice device) {
    if (device.kind() == ApiKind.ORG_ADMIN) {
      String name = settings.administrator();
      return new TestAccount(
          mxid(name, device.domain()), name, settings.administratorPassword(), name);
    }
    String name = "td-" + device.kind().path() + "-" + device.id() + "-" + start;
    String displayName = "Testtreiber " + device.kind().path() + " " + device.id() + " " + start;
    String password = administration.createUser(device.domain(), name, displayName);
    return new TestAccount(mxid(name, device.domain()), name, password, displayName);
  }

  /**
   * Logs a device in with these credentials, which may be another device's.
   *
   * @param username a localpart of the device's domain, or an MXID
   */
  public MatrixDevice login(TestDevice device, String username, String password) {
    String mxid = username.startsWith("@") ? username : mxid(username, device.domain());
    MatrixDevice session =
        clients.login(
            settings.homeserver(),
            mxid,
            password,
            device.name(),
            Optional.ofNullable(recoveryKeys.get(mxid)));
    session.recoveryKey().ifPresent(key -> recoveryKeys.put(mxid, key));
    device.login(session);
    return session;
  }

  /** With its own account. */
  MatrixDevice login(TestDevice device) {
    TestAccount account = of(device);
    return login(device, account.mxid(), account.password());
  }

  private static String mxid(String localpart, String domain) {
    return "@" + localpart + ":" + domain;
  }
}
