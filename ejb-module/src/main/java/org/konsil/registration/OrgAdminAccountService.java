package org.konsil.registration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.konsil.account.LoginAttempts;
import org.konsil.account.PasswordHashing;
import org.konsil.core.error.MatrixException;
import org.konsil.idp.Institution;

/**
 * The accounts of organisations' administrators: password and a code of an authenticator app, so
 * that one of them lost is not yet an account lost (trust level substantial). Made when an
 * organisation has proved by card who it is.
 */
@Stateless
public class OrgAdminAccountService {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{3,128}");
  private static final int SHORTEST_PASSWORD = 12;

  @Inject private OrganisationStore organisations;
  @Inject private OrgAdminStore admins;
  @Inject private RegistrationSettings settings;
  @Inject private PasswordHashing hashing;
  @Inject private LoginAttempts attempts;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Registers an organisation with its first administrator. The account counts from its first
   * sign-in on, which proves that the second factor works; until then another try replaces it.
   *
   * @param accepted ids of the documents that were accepted; must be all
   * @throws RegistrationException ALREADY_REGISTERED, CONTRACT_MISSING, NAME_TAKEN, NAME_INVALID,
   *     PASSWORD_WEAK
   */
  public Enrolment register(
      Institution institution, String loginName, String password, Set<String> accepted) {
    requireUsable(loginName, password);
    if (!settings.documents().stream().allMatch(document -> accepted.contains(document.id()))) {
      throw new RegistrationException(RegistrationFailure.CONTRACT_MISSING);
    }
    long organisation = organisation(institution);
    if (admins.nameTaken(loginName)) {
      throw new RegistrationException(RegistrationFailure.NAME_TAKEN);
    }
    settings
        .documents()
        .forEach(
            document -> organisations.accept(organisation, document, loginName, clock.instant()));
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    admins.insert(organisation, loginName, hashing.hash(password), secret, clock.instant());
    String text = Totp.text(secret);
    return new Enrolment(
        text,
        "otpauth://totp/Konsil:"
            + URLEncoder.encode(loginName, StandardCharsets.UTF_8)
            + "?secret="
            + text
            + "&issuer=Konsil");
  }

  /**
   * Signs an administrator in. Costs the same time whether the name exists or not.
   *
   * @throws RegistrationException WRONG_CREDENTIALS, whichever of the three it was
   * @throws MatrixException M_LIMIT_EXCEEDED after too many tries
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OrgAdmin signIn(String loginName, String password, String code, String remoteAddress) {
    attempts.take("registration " + loginName, remoteAddress);
    OrgAdminStore.Credentials stored = admins.find(loginName).orElse(null);
    boolean right = hashing.matches(password, stored == null ? null : stored.passwordHash());
    if (!right) {
      throw new RegistrationException(RegistrationFailure.WRONG_CREDENTIALS);
    }
    OptionalLong step = Totp.step(stored.totpSecret(), code, clock.instant(), stored.totpStep());
    if (step.isEmpty() || !admins.useStep(stored.admin(), step.getAsLong())) {
      throw new RegistrationException(RegistrationFailure.WRONG_CREDENTIALS);
    }
    attempts.succeeded("registration " + loginName, remoteAddress);
    return stored.admin();
  }

  /** A second authentication is refused once an account of the organisation counts. */
  private long organisation(Institution institution) {
    OrganisationIdentity known = organisations.identity(institution.telematikId()).orElse(null);
    if (known == null) {
      long organisation = organisations.insert(institution.name(), clock.instant());
      organisations.insertIdentity(organisation, institution, clock.instant());
      return organisation;
    }
    if (admins.hasConfirmed(known.organisation())) {
      throw new RegistrationException(RegistrationFailure.ALREADY_REGISTERED);
    }
    admins.deleteUnconfirmed(known.organisation());
    return known.organisation();
  }

  private static void requireUsable(String loginName, String password) {
    if (!NAME.matcher(loginName).matches()) {
      throw new RegistrationException(RegistrationFailure.NAME_INVALID);
    }
    if (password.length() < SHORTEST_PASSWORD) {
      throw new RegistrationException(RegistrationFailure.PASSWORD_WEAK);
    }
  }
}
