package org.konsil.login;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.LoginAttempts;
import org.konsil.account.Requester;
import org.konsil.account.SessionService;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.config.KonsilConfig.Registration;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.registrationtoken.RegistrationTokenService;

/**
 * Accounts that people make for themselves: not at all unless the installation says so. In a TI-M
 * service the organisation makes them (TI-M "Org-Admin", user management).
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#legacy-account-registration">Account
 *     registration</a>
 */
@Stateless
public class RegistrationService {
  private static final int GENERATED_NAME_LENGTH = 12;

  @Inject private KonsilConfig config;
  @Inject private DomainService domains;
  @Inject private AccountService accounts;
  @Inject private SessionService sessions;
  @Inject private UiaService uia;
  @Inject private RegistrationTokenService tokens;
  @Inject private LoginAttempts attempts;
  @Inject private AccessTokenService accessTokens;
  @Inject private AppServices appServices;
  @Inject private LoginService logins;
  @Inject private SecureRandom random;

  /**
   * Registers a user of the domain.
   *
   * @param caller who called with a token: an application service that registers a user of its own
   * @param kind "guest", "user" or null
   * @throws UiaRequiredException what is still to be proved
   * @throws MatrixException M_GUEST_ACCESS_FORBIDDEN; M_FORBIDDEN when registration is closed;
   *     M_USER_IN_USE, M_INVALID_USERNAME, M_EXCLUSIVE, M_WEAK_PASSWORD
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public LoginResponse register(
      ServerName domain,
      Optional<Requester> caller,
      String kind,
      RegistrationRequest request,
      String remoteAddress) {
    if (LoginService.APPLICATION_SERVICE.equals(request.type())) {
      return registerForAppService(logins.requireAppService(caller), request);
    }
    if ("guest".equals(kind)) {
      return registerGuest(domain, request, remoteAddress);
    }
    requireUserKind(kind);
    domains.requireActive(domain);
    requireOpen();
    attempts.take("register", remoteAddress);
    UserId user = wanted(domain, request.username());
    requireUnreserved(user);
    Optional<UserId> guest = guest(request, user);
    if (guest.isEmpty()) {
      accounts.requireFree(user);
    }
    Optional<String> deviceId = LoginService.deviceId(request.deviceId());
    Set<String> completed =
        uia.requireForRegistration(domain, "register", List.of(List.of(stage())), request.auth());
    if (completed.contains(UiaService.REGISTRATION_TOKEN)
        && !completed.contains(UiaService.TOKEN_USED)) {
      requireUse(domain, request);
    }
    if (request.password() == null) {
      throw MatrixException.missingParam("password is missing");
    }
    if (guest.isPresent()) {
      accounts.upgradeGuest(user, request.password());
    } else {
      accounts.create(user, Optional.of(request.password()), Optional.empty(), false);
    }
    return opened(user, deviceId, request);
  }

  /**
   * Registers a user through our own page, without a session.
   *
   * @param token for an installation that asks for registration tokens; null elsewhere
   * @throws MatrixException M_FORBIDDEN when registration is closed or the token does not serve;
   *     M_USER_IN_USE, M_INVALID_USERNAME, M_EXCLUSIVE, M_WEAK_PASSWORD, M_LIMIT_EXCEEDED
   */
  public UserId registerOnPage(
      ServerName domain, String username, String password, String token, String remoteAddress) {
    domains.requireActive(domain);
    requireOpen();
    attempts.take("register", remoteAddress);
    UserId user = UserId.of(username.toLowerCase(Locale.ROOT), domain);
    requireUnreserved(user);
    accounts.requireFree(user);
    if (config.registration() == Registration.TOKEN
        && (token == null || !tokens.use(domain, token))) {
      throw MatrixException.forbidden("The registration token does not serve");
    }
    accounts.create(user, Optional.of(password), Optional.empty(), false);
    return user;
  }

  /** Needs neither password nor proof, also where registration is closed. */
  private LoginResponse registerForAppService(AppService service, RegistrationRequest request) {
    if (request.username() == null) {
      throw MatrixException.missingParam("username is missing");
    }
    UserId user = UserId.of(request.username(), service.domain());
    LoginService.requireCovered(service, user);
    accounts.create(user, Optional.empty(), Optional.empty(), false);
    return opened(user, LoginService.deviceId(request.deviceId()), request);
  }

  private void requireUnreserved(UserId user) {
    if (appServices.isReserved(user, Optional.empty())) {
      throw MatrixException.of(
          ErrorCode.M_EXCLUSIVE, "This user name is reserved by an application service");
    }
  }

  /** Of the body only the device's name counts (client-server API, "Guest Access"). */
  private LoginResponse registerGuest(
      ServerName domain, RegistrationRequest request, String remoteAddress) {
    if (!config.guestsAllowed()) {
      throw MatrixException.of(ErrorCode.M_GUEST_ACCESS_FORBIDDEN, "Guest access is disabled");
    }
    attempts.take("register", remoteAddress);
    UserId user = wanted(domain, null);
    accounts.createGuest(user);
    SessionService.Session session =
        sessions.open(
            user, Optional.empty(), Optional.ofNullable(request.initialDeviceDisplayName()), false);
    return new LoginResponse(
        user.value(), user.server().value(), session.deviceId(), session.tokens());
  }

  /** The guest that wants to stay; its token proves that the name is its own. */
  private Optional<UserId> guest(RegistrationRequest request, UserId user) {
    if (request.guestAccessToken() == null) {
      return Optional.empty();
    }
    Requester guest = accessTokens.authenticate(request.guestAccessToken());
    if (!guest.guest() || !guest.user().equals(user)) {
      throw MatrixException.forbidden("The token belongs to no guest of this name");
    }
    return Optional.of(user);
  }

  /**
   * Returns when the name could be registered.
   *
   * @throws MatrixException M_USER_IN_USE, M_INVALID_USERNAME, M_FORBIDDEN
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void requireAvailable(ServerName domain, String username, String remoteAddress) {
    requireOpen();
    attempts.take("available", remoteAddress);
    if (username == null) {
      throw MatrixException.missingParam("username is missing");
    }
    UserId user = UserId.of(username.toLowerCase(Locale.ROOT), domain);
    accounts.requireFree(user);
    requireUnreserved(user);
  }

  /**
   * Whether a registration token could be used now.
   *
   * @throws MatrixException M_FORBIDDEN unless registration asks for tokens; M_LIMIT_EXCEEDED
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isTokenValid(ServerName domain, String token, String remoteAddress) {
    if (config.registration() != Registration.TOKEN) {
      throw closed();
    }
    if (token == null) {
      throw MatrixException.missingParam("token is missing");
    }
    attempts.take("registration token", remoteAddress);
    return tokens.isValid(domain, token);
  }

  private LoginResponse opened(
      UserId user, Optional<String> deviceId, RegistrationRequest request) {
    if (request.inhibitLogin()) {
      return new LoginResponse(user.value(), user.server().value(), null, null);
    }
    SessionService.Session session =
        sessions.open(
            user,
            deviceId,
            Optional.ofNullable(request.initialDeviceDisplayName()),
            request.refreshToken());
    return new LoginResponse(
        user.value(), user.server().value(), session.deviceId(), session.tokens());
  }

  private UserId wanted(ServerName domain, String username) {
    return UserId.of(
        username == null || username.isEmpty()
            ? generatedName()
            : username.toLowerCase(Locale.ROOT),
        domain);
  }

  private String generatedName() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < GENERATED_NAME_LENGTH; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return name.toString();
  }

  private String stage() {
    return config.registration() == Registration.TOKEN
        ? UiaService.REGISTRATION_TOKEN
        : UiaService.DUMMY;
  }

  private void requireUse(ServerName domain, RegistrationRequest request) {
    if (!tokens.use(domain, request.auth().path("token").asText())) {
      throw MatrixException.forbidden("The registration token is used up");
    }
  }

  private static void requireUserKind(String kind) {
    if (kind != null && !kind.equals("user")) {
      throw MatrixException.invalidParam("Unknown kind of account");
    }
  }

  private void requireOpen() {
    if (config.registration() == Registration.CLOSED) {
      throw closed();
    }
  }

  private static MatrixException closed() {
    return MatrixException.of(
        ErrorCode.M_FORBIDDEN, "Registration is not enabled on this homeserver.");
  }
}
