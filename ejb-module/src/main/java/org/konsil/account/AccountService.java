package org.konsil.account;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * The accounts of the hosted domains, for other capabilities of the server, which have decided
 * already that the act is allowed.
 */
@Stateless
public class AccountService {
  @Inject private AccountStore accounts;
  @Inject private AccountActivityStore activity;
  @Inject private PasswordCheck passwords;
  @Inject private SessionDevices devices;
  @Inject private Clock clock;
  @Inject private Event<AccountCreated> created;
  @Inject private Event<AccountDeactivated> deactivated;
  @Inject private Event<TokensRevoked> revoked;

  /** Whether the user has an account here, deactivated ones included. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean exists(UserId user) {
    return accounts.find(user).isPresent();
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Account> find(UserId user) {
    return accounts.find(user).map(AccountEntity::toAccount);
  }

  /** Those of the users that have an account here, in no order. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Account> findAll(Collection<UserId> users) {
    return accounts.findAll(users);
  }

  /** How many accounts of the domain, without the deactivated ones, are in a state. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(ServerName domain, boolean locked, boolean suspended) {
    return accounts.count(domain, locked, suspended);
  }

  /** How many accounts of all domains have not ended: guests, or all others. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(boolean guests) {
    return accounts.count(guests);
  }

  /** How many, guests aside, used a client since then, to a day. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countActiveSince(Instant since) {
    return activity.countSince(since);
  }

  /** Some accounts of the domain that have not ended. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<UserId> remaining(ServerName domain, int most) {
    return accounts.remaining(domain, most);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Account> administrators(ServerName domain) {
    return accounts.administrators(domain);
  }

  /**
   * Makes an account.
   *
   * @param password empty for an account that cannot log in with one
   * @param displayName what it is called from the start
   * @throws MatrixException M_USER_IN_USE, M_WEAK_PASSWORD
   */
  public Account create(
      UserId user, Optional<String> password, Optional<String> displayName, boolean domainAdmin) {
    String hash = password.map(passwords::hashNew).orElse(null);
    requireFree(user);
    AccountEntity account = new AccountEntity(user, hash, domainAdmin, clock.instant());
    insert(account);
    created.fire(new AccountCreated(user, displayName));
    return account.toAccount();
  }

  /** Makes an account for a guest: no password, and few rights. */
  public Account createGuest(UserId user) {
    AccountEntity account = new AccountEntity(user, null, false, clock.instant());
    account.guest(true);
    insert(account);
    created.fire(new AccountCreated(user, Optional.empty()));
    return account.toAccount();
  }

  /** A guest becomes a user like any other, and keeps its name, rooms and sessions. */
  public void upgradeGuest(UserId user, String password) {
    String hash = passwords.hashNew(password);
    AccountEntity account = get(user);
    account.passwordHash(hash);
    account.guest(false);
    revoked.fire(new TokensRevoked(user, Optional.empty()));
  }

  /**
   * @throws MatrixException M_USER_IN_USE
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void requireFree(UserId user) {
    if (ServerNoticesUser.is(user) || exists(user)) {
      throw inUse();
    }
  }

  /**
   * Gives the account another password; its sessions stay.
   *
   * @throws MatrixException M_WEAK_PASSWORD
   */
  public void changePassword(UserId user, String newPassword) {
    String hash = passwords.hashNew(newPassword);
    get(user).passwordHash(hash);
  }

  /** Gives the account another password and ends all its sessions. */
  public void resetPassword(UserId user, String newPassword) {
    changePassword(user, newPassword);
    devices.closeAll(user, Optional.empty());
  }

  /** The owner has to choose another password before it can sign in with the present one. */
  public void requireNewPassword(UserId user) {
    get(user).markPasswordInitial();
  }

  /**
   * Ends an account for good: its sessions end and its password is forgotten, its name stays taken.
   */
  public void deactivate(UserId user, boolean erase) {
    get(user).deactivate(erase);
    activity.forget(user);
    devices.closeAll(user, Optional.empty());
    deactivated.fire(new AccountDeactivated(user, erase));
    revoked.fire(new TokensRevoked(user, Optional.empty()));
  }

  /** Refuses all requests of the account, or allows them again; its sessions stay. */
  public void lock(UserId user, boolean locked) {
    get(user).locked(locked);
    revoked.fire(new TokensRevoked(user, Optional.empty()));
  }

  /** Lets the account only read, leave and log out, or do everything again. */
  public void suspend(UserId user, boolean suspended) {
    get(user).suspended(suspended);
    revoked.fire(new TokensRevoked(user, Optional.empty()));
  }

  /** Makes the account an administrator of its domain, or an ordinary one. */
  public void domainAdmin(UserId user, boolean domainAdmin) {
    get(user).domainAdmin(domainAdmin);
    revoked.fire(new TokensRevoked(user, Optional.empty()));
  }

  private AccountEntity get(UserId user) {
    return accounts
        .find(user)
        .filter(account -> !account.toAccount().deactivated())
        .orElseThrow(() -> MatrixException.notFound("Unknown user"));
  }

  /** Two registrations of one name at once: the key refuses the second. */
  private void insert(AccountEntity account) {
    if (!accounts.insert(account)) {
      throw inUse();
    }
  }

  private static MatrixException inUse() {
    return MatrixException.of(ErrorCode.M_USER_IN_USE, "This user name is taken");
  }
}
