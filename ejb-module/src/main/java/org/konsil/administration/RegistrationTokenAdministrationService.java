package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.registrationtoken.RegistrationToken;
import org.konsil.registrationtoken.RegistrationTokenService;

/** The registration tokens of the administrator's domain. */
@Stateless
public class RegistrationTokenAdministrationService {
  private static final int SHOWN = 16;

  @Inject private RegistrationTokenService tokens;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<RegistrationToken> list(Requester admin, int first, int count) {
    AdministrationScope.requireAdmin(admin);
    return new Page<>(
        tokens.page(admin.domain(), first, count), first, tokens.count(admin.domain()));
  }

  /**
   * @throws MatrixException M_NOT_FOUND
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public RegistrationToken get(Requester admin, String token) {
    AdministrationScope.requireAdmin(admin);
    return tokens.get(admin.domain(), token);
  }

  /**
   * @throws MatrixException M_INVALID_PARAM; 409 M_UNKNOWN when there is such a token
   */
  public RegistrationToken create(
      Requester admin,
      Optional<String> token,
      Optional<Long> usesAllowed,
      Optional<Instant> expiresAt) {
    AdministrationScope.requireAdmin(admin);
    RegistrationToken made = tokens.create(admin.domain(), token, usesAllowed, expiresAt);
    record(admin, "registration_token.create", made.token());
    return made;
  }

  /**
   * @throws MatrixException M_NOT_FOUND, M_INVALID_PARAM
   */
  public RegistrationToken change(
      Requester admin, String token, Optional<Long> usesAllowed, Optional<Instant> expiresAt) {
    AdministrationScope.requireAdmin(admin);
    RegistrationToken changed = tokens.change(admin.domain(), token, usesAllowed, expiresAt);
    record(admin, "registration_token.change", token);
    return changed;
  }

  /**
   * @throws MatrixException M_NOT_FOUND
   */
  public void delete(Requester admin, String token) {
    AdministrationScope.requireAdmin(admin);
    tokens.delete(admin.domain(), token);
    record(admin, "registration_token.delete", token);
  }

  /** By a part of its digest: who reads the audit must not be able to register. */
  private void record(Requester admin, String act, String token) {
    audit.record(admin, act, Secrets.digest(token).substring(0, SHOWN), Json.object());
  }
}
