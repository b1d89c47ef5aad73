package org.konsil.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.konsil.core.id.UserId;

@Entity
@Table(name = "account")
class AccountEntity {
  @Id
  @Column(name = "user_id")
  private String userId;

  @Column(name = "server_name", nullable = false)
  private String serverName;

  @Column(name = "password_hash")
  private String passwordHash;

  @Column(name = "password_initial", nullable = false)
  private boolean passwordInitial;

  @Column(name = "domain_admin", nullable = false)
  private boolean domainAdmin;

  @Column(name = "locked", nullable = false)
  private boolean locked;

  @Column(name = "suspended", nullable = false)
  private boolean suspended;

  @Column(name = "deactivated", nullable = false)
  private boolean deactivated;

  @Column(name = "erased", nullable = false)
  private boolean erased;

  @Column(name = "guest", nullable = false)
  private boolean guest;

  @Column(name = "created_at", nullable = false)
  private long createdAt;

  protected AccountEntity() {}

  AccountEntity(UserId user, String passwordHash, boolean domainAdmin, Instant createdAt) {
    this.userId = user.value();
    this.serverName = user.server().value();
    this.passwordHash = passwordHash;
    this.domainAdmin = domainAdmin;
    this.createdAt = createdAt.toEpochMilli();
  }

  Account toAccount() {
    return new Account(
        UserId.parse(userId),
        domainAdmin,
        locked,
        suspended,
        deactivated,
        erased,
        guest,
        passwordHash != null,
        passwordInitial,
        Instant.ofEpochMilli(createdAt));
  }

  /** The Argon2id hash, or null. */
  String passwordHash() {
    return passwordHash;
  }

  void passwordHash(String hash) {
    this.passwordHash = hash;
    this.passwordInitial = false;
  }

  /** Somebody else chose the password. */
  void markPasswordInitial() {
    this.passwordInitial = true;
  }

  void domainAdmin(boolean value) {
    this.domainAdmin = value;
  }

  void locked(boolean value) {
    this.locked = value;
  }

  void suspended(boolean value) {
    this.suspended = value;
  }

  void guest(boolean value) {
    this.guest = value;
  }

  void deactivate(boolean erase) {
    this.deactivated = true;
    this.erased = erase;
    this.passwordHash = null;
    this.domainAdmin = false;
  }
}
