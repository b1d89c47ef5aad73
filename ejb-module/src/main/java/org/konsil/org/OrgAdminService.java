package org.konsil.org;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.Device;
import org.konsil.device.DeviceService;
import org.konsil.profile.Profile;
import org.konsil.profile.ProfileService;
import org.konsil.profile.UserDirectoryService;

/**
 * What the administrators of a domain do with its accounts (TI-M "Org-Admin": user management and
 * device management). Each method refuses everyone but an administrator, and every account that is
 * not of the administrator's own domain; each change is one audit row in the same transaction (I8).
 */
@Stateless
public class OrgAdminService {
  /** A person is called "Name, Vorname". */
  private static final Pattern PERSON = Pattern.compile("\\S.*, \\S.*");

  private static final int LARGEST_PAGE = 200;

  @Inject private AccountService accounts;
  @Inject private ProfileService profiles;
  @Inject private UserDirectoryService directory;
  @Inject private DeviceService devices;
  @Inject private ReportStore reports;
  @Inject private AuditService audit;
  @Inject private PasswordGenerator passwords;
  @Inject private KonsilConfig config;

  /**
   * A page of the domain's accounts by display name, the deactivated ones included.
   *
   * @param term words of the name; empty for all
   * @param count at most 200
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<OrgAccount> list(Requester admin, String term, int first, int count) {
    requireAdmin(admin);
    List<Profile> page = directory.page(admin.domain(), term, first, Math.min(count, LARGEST_PAGE));
    Map<UserId, Account> byUser =
        accounts.findAll(page.stream().map(Profile::user).toList()).stream()
            .collect(Collectors.toMap(Account::user, Function.identity()));
    return page.stream()
        .filter(profile -> byUser.containsKey(profile.user()))
        .map(profile -> view(byUser.get(profile.user()), profile))
        .toList();
  }

  /** How many accounts {@link #list} has in all. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(Requester admin, String term) {
    requireAdmin(admin);
    return directory.count(admin.domain(), term);
  }

  /** The domain in numbers. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OrgFigures figures(Requester admin) {
    requireAdmin(admin);
    ServerName domain = admin.domain();
    return new OrgFigures(
        accounts.count(domain, false, false),
        accounts.count(domain, true, false) + accounts.count(domain, true, true),
        accounts.count(domain, false, true),
        accounts.administrators(domain).size(),
        reports.countOpen(domain));
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OrgAccount get(Requester admin, UserId user) {
    Account account = own(admin, user);
    return view(
        account, profiles.find(user).orElseThrow(() -> MatrixException.notFound("Unknown user")));
  }

  /**
   * Makes an account with a password that is shown once.
   *
   * @throws MatrixException M_USER_IN_USE, M_INVALID_USERNAME; M_INVALID_PARAM for a person who is
   *     not called "Name, Vorname"
   */
  public InitialPassword create(Requester admin, NewAccount wanted) {
    requireAdmin(admin);
    String name = displayName(wanted.displayName(), wanted.person());
    UserId user = UserId.of(wanted.localpart().trim().toLowerCase(Locale.ROOT), admin.domain());
    requireMayChange(admin, user);
    String password = passwords.next();
    accounts.create(user, Optional.of(password), Optional.of(name), wanted.domainAdmin());
    requireNewPassword(user);
    record(admin, "account.create", user, Json.object().put("domain_admin", wanted.domainAdmin()));
    return new InitialPassword(user, password);
  }

  /** Gives an account another name; member events in its rooms follow. */
  public void rename(Requester admin, UserId user, String displayName, boolean person) {
    changeable(admin, user);
    profiles.setDisplayNameByOrganisation(user, displayName(displayName, person));
    record(admin, "account.rename", user, Json.object());
  }

  /** Refuses all requests of an account, or allows them again. */
  public void lock(Requester admin, UserId user, boolean locked) {
    requireOrdinary(changeable(admin, user));
    accounts.lock(user, locked);
    record(admin, locked ? "account.lock" : "account.unlock", user, Json.object());
  }

  /** Lets an account only read, leave and log out, or do everything again. */
  public void suspend(Requester admin, UserId user, boolean suspended) {
    requireOrdinary(changeable(admin, user));
    accounts.suspend(user, suspended);
    record(admin, suspended ? "account.suspend" : "account.unsuspend", user, Json.object());
  }

  /** Gives an account another password, which is shown once, and logs all its devices out. */
  public InitialPassword resetPassword(Requester admin, UserId user) {
    Account account = changeable(admin, user);
    requireNotSelf(admin, account);
    String password = passwords.next();
    accounts.resetPassword(user, password);
    requireNewPassword(user);
    record(admin, "account.reset_password", user, Json.object());
    return new InitialPassword(user, password);
  }

  private void requireNewPassword(UserId user) {
    if (config.initialPasswordsMustChange()) {
      accounts.requireNewPassword(user);
    }
  }

  /** Ends an account for good. */
  public void deactivate(Requester admin, UserId user, boolean erase) {
    requireOrdinary(changeable(admin, user));
    accounts.deactivate(user, erase);
    record(admin, "account.deactivate", user, Json.object().put("erase", erase));
  }

  /** Makes an account an administrator of the domain, or an ordinary one. */
  public void setDomainAdmin(Requester admin, UserId user, boolean domainAdmin) {
    requireNotSelf(admin, changeable(admin, user));
    accounts.domainAdmin(user, domainAdmin);
    record(admin, domainAdmin ? "account.promote" : "account.demote", user, Json.object());
  }

  /**
   * Where an account is logged in; every user may ask about itself.
   *
   * @throws MatrixException M_FORBIDDEN for others who do not administer the domain
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public WhoIs whoIs(Requester requester, UserId user) {
    if (!requester.user().equals(user)) {
      own(requester, user);
    }
    Map<String, WhoIs.DeviceInfo> known = new LinkedHashMap<>();
    for (Device device : devices.list(user)) {
      WhoIs.ConnectionInfo connection =
          new WhoIs.ConnectionInfo(device.lastSeenIp(), device.lastSeenTs());
      known.put(
          device.deviceId(),
          new WhoIs.DeviceInfo(List.of(new WhoIs.SessionInfo(List.of(connection)))));
    }
    return new WhoIs(user.value(), known);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Device> devices(Requester admin, UserId user) {
    own(admin, user);
    return devices.list(user);
  }

  /** Logs a device of an account out and removes its keys. */
  public void removeDevice(Requester admin, UserId user, String deviceId) {
    changeable(admin, user);
    devices.delete(user, deviceId);
    record(admin, "device.remove", user, Json.object().put("device_id", deviceId));
  }

  static void requireAdmin(Requester requester) {
    if (!requester.domainAdmin()) {
      throw MatrixException.forbidden("Only administrators of the domain may do this");
    }
  }

  /** Whether the account is locked or suspended, for the operations of those names. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Account standing(Requester admin, UserId user) {
    Account account = own(admin, user);
    if (account.deactivated()) {
      throw MatrixException.notFound("Unknown user");
    }
    return account;
  }

  private Account own(Requester admin, UserId user) {
    requireAdmin(admin);
    if (!user.server().equals(admin.domain())) {
      throw MatrixException.invalidParam("The user is not of your domain");
    }
    return accounts.find(user).orElseThrow(() -> MatrixException.notFound("Unknown user"));
  }

  private Account changeable(Requester admin, UserId user) {
    Account account = own(admin, user);
    requireMayChange(admin, user);
    return account;
  }

  /** Else who administers a domain could take the deployment over, by an operator's account. */
  private void requireMayChange(Requester admin, UserId user) {
    List<UserId> operators = config.operators();
    if (operators.contains(user) && !operators.contains(admin.user())) {
      throw MatrixException.forbidden("The account is an operator's");
    }
  }

  /** An administrator is made an ordinary account before it can be locked or ended. */
  private static void requireOrdinary(Account account) {
    if (account.domainAdmin()) {
      throw MatrixException.forbidden("The account administers the domain");
    }
  }

  private static void requireNotSelf(Requester admin, Account account) {
    if (account.user().equals(admin.user())) {
      throw MatrixException.forbidden("Another administrator has to do this for you");
    }
  }

  private static String displayName(String given, boolean person) {
    String name = given == null ? "" : given.trim();
    if (name.isEmpty() || (person && !PERSON.matcher(name).matches())) {
      throw MatrixException.invalidParam("A person is called \"Name, Vorname\"");
    }
    return name;
  }

  private OrgAccount view(Account account, Profile profile) {
    List<Device> all = devices.list(account.user());
    Optional<Instant> lastSeen =
        all.stream()
            .map(Device::lastSeenTs)
            .filter(ts -> ts != null)
            .max(Long::compare)
            .map(Instant::ofEpochMilli);
    return new OrgAccount(
        account, profile.displayName().orElse(account.user().value()), lastSeen, all.size());
  }

  private void record(Requester admin, String act, UserId user, ObjectNode details) {
    audit.record(admin, act, user.value(), details);
  }
}
