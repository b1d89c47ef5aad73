package org.konsil.login;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.PasswordCheck;
import org.konsil.account.Requester;
import org.konsil.account.SessionDevices;
import org.konsil.account.SessionService;
import org.konsil.account.SessionService.Session;
import org.konsil.account.SessionTokens;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * Log-in and log-out (AF_10057-04).
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#legacy-login">Login</a>
 */
@Stateless
public class LoginService {
  public static final String PASSWORD = "m.login.password";
  public static final String TOKEN = "m.login.token";
  public static final String APPLICATION_SERVICE = "m.login.application_service";

  private static final int LONGEST_DEVICE_ID = 255;

  @Inject private PasswordCheck passwords;
  @Inject private AccountService accounts;
  @Inject private SessionService sessions;
  @Inject private SessionDevices devices;
  @Inject private LoginTokenService loginTokens;
  @Inject private DomainService domains;
  @Inject private KonsilConfig config;
  @Inject private AppServices appServices;

  /** The log-in types, each as the member "flows" lists it. */
  public List<Map<String, Object>> flows() {
    List<Map<String, Object>> flows = new ArrayList<>();
    flows.add(Map.of("type", PASSWORD));
    flows.add(Map.of("type", TOKEN, "get_login_token", !config.timPolicy()));
    if (!appServices.all().isEmpty()) {
      flows.add(Map.of("type", APPLICATION_SERVICE));
    }
    return flows;
  }

  /** As the other, for callers without a token. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public LoginResponse login(LoginRequest request, ServerName addressed, String remoteAddress) {
    return login(request, addressed, Optional.empty(), remoteAddress);
  }

  /**
   * Logs in. A wrong password, an unknown name and a deactivated account get the same answer in the
   * same time.
   *
   * @param addressed the domain that a bare localpart means
   * @param caller who called with a token: an application service that opens a session for a user
   * @param remoteAddress who tries, for the limit on guessing
   * @throws InitialPasswordException when an administrator chose the password
   * @throws MatrixException M_EXCLUSIVE, M_FORBIDDEN, M_USER_LOCKED, M_LIMIT_EXCEEDED, M_UNKNOWN
   *     for an unknown log-in type, M_MISSING_PARAM, M_INVALID_PARAM
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public LoginResponse login(
      LoginRequest request,
      ServerName addressed,
      Optional<Requester> caller,
      String remoteAddress) {
    UserId user =
        APPLICATION_SERVICE.equals(request.type())
            ? byAppService(request, requireAppService(caller))
            : authenticate(request, addressed, remoteAddress);
    Account account = requireUsable(user);
    if (PASSWORD.equals(request.type())) {
      requireOwnPassword(account);
    }
    Session session =
        sessions.open(
            user,
            deviceId(request.deviceId()),
            Optional.ofNullable(request.initialDeviceDisplayName()),
            request.refreshToken());
    return new LoginResponse(
        user.value(), user.server().value(), session.deviceId(), session.tokens());
  }

  /**
   * Checks who signs in to our own pages or unlocks them: no device, no token.
   *
   * @param name a full user id, or a localpart of the addressed domain
   * @param remoteAddress who tries, for the limit on guessing
   * @throws InitialPasswordException when an administrator chose the password
   * @throws MatrixException M_FORBIDDEN, M_USER_LOCKED, M_USER_DEACTIVATED, M_LIMIT_EXCEEDED
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Account authenticatePassword(
      String name, ServerName addressed, String password, String remoteAddress) {
    Account account = requireUsable(byPassword(name, addressed, password, remoteAddress));
    requireOwnPassword(account);
    return account;
  }

  /**
   * Puts a password of the owner's in the place of the one that an administrator chose, and signs
   * in with it as {@link #authenticatePassword} does.
   *
   * @throws MatrixException M_WEAK_PASSWORD, also for the old password; M_FORBIDDEN, M_USER_LOCKED,
   *     M_USER_DEACTIVATED, M_LIMIT_EXCEEDED
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Account replaceInitialPassword(
      String name,
      ServerName addressed,
      String password,
      String newPassword,
      String remoteAddress) {
    Account account = requireUsable(byPassword(name, addressed, password, remoteAddress));
    if (!account.passwordInitial()) {
      throw MatrixException.forbidden("This password is the owner's already");
    }
    if (newPassword.equals(password)) {
      throw MatrixException.of(
          ErrorCode.M_WEAK_PASSWORD, "The new password must differ from the first one");
    }
    accounts.changePassword(account.user(), newPassword);
    return account;
  }

  /**
   * Exchanges a refresh token for new tokens.
   *
   * @throws MatrixException M_UNKNOWN_TOKEN
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public SessionTokens refresh(String refreshToken) {
    if (refreshToken == null) {
      throw MatrixException.missingParam("refresh_token is missing");
    }
    SessionService.Exchange exchange = sessions.exchange(refreshToken, Optional.empty());
    return exchange
        .session()
        .map(Session::tokens)
        .orElseThrow(
            () ->
                MatrixException.unknownToken(
                    "The refresh token is unknown or has been used", exchange.softLogout()));
  }

  /** Ends the caller's session with its device and keys. */
  public void logout(Requester requester) {
    devices.close(requester.user(), requester.deviceId());
  }

  /** Ends all of the caller's sessions. */
  public void logoutAll(Requester requester) {
    devices.closeAll(requester.user(), Optional.empty());
  }

  /** A device id that a client may choose, or empty for none. */
  static Optional<String> deviceId(String given) {
    if (given == null || given.isEmpty()) {
      return Optional.empty();
    }
    if (given.length() > LONGEST_DEVICE_ID
        || given.indexOf('\0') >= 0
        || given.indexOf('\n') >= 0) {
      throw MatrixException.invalidParam("The device id is malformed");
    }
    return Optional.of(given);
  }

  private UserId authenticate(LoginRequest request, ServerName addressed, String remoteAddress) {
    if (request.type() == null) {
      throw MatrixException.missingParam("type is missing");
    }
    return switch (request.type()) {
      case PASSWORD -> byPassword(request, addressed, remoteAddress);
      case TOKEN -> byToken(request.token());
      default -> throw MatrixException.unknown("Unknown login type");
    };
  }

  private UserId byAppService(LoginRequest request, AppService service) {
    UserId user = userId(name(request), service.domain());
    requireCovered(service, user);
    return user;
  }

  /**
   * The service that calls.
   *
   * @throws MatrixException M_MISSING_TOKEN without a token, M_UNKNOWN_TOKEN when it is none of an
   *     application service
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public AppService requireAppService(Optional<Requester> caller) {
    return caller
        .orElseThrow(MatrixException::missingToken)
        .appServiceId()
        .flatMap(appServices::find)
        .orElseThrow(
            () -> MatrixException.unknownToken("This is no application service's token", false));
  }

  static void requireCovered(AppService service, UserId user) {
    if (!service.covers(user)) {
      throw MatrixException.of(
          ErrorCode.M_EXCLUSIVE, "The user is not in the namespaces of the application service");
    }
  }

  private UserId byPassword(LoginRequest request, ServerName addressed, String remoteAddress) {
    if (request.password() == null) {
      throw MatrixException.missingParam("password is missing");
    }
    return byPassword(name(request), addressed, request.password(), remoteAddress);
  }

  private UserId byPassword(
      String name, ServerName addressed, String password, String remoteAddress) {
    UserId user = userId(name, addressed);
    if (!passwords.matches(user, password, remoteAddress)) {
      throw MatrixException.forbidden("Invalid username or password");
    }
    return user;
  }

  private UserId byToken(String token) {
    if (token == null) {
      throw MatrixException.missingParam("token is missing");
    }
    return loginTokens
        .redeem(token)
        .orElseThrow(() -> MatrixException.forbidden("Invalid login token"));
  }

  private static String name(LoginRequest request) {
    JsonNode identifier = request.identifier();
    if (identifier == null || identifier.isNull()) {
      if (request.user() == null) {
        throw MatrixException.missingParam("identifier is missing");
      }
      return request.user();
    }
    String type = identifier.path("type").asText();
    if (type.equals("m.id.thirdparty") || type.equals("m.id.phone")) {
      throw MatrixException.forbidden("Invalid username or password");
    }
    if (!type.equals("m.id.user")) {
      throw MatrixException.unknown("Unknown login identifier type");
    }
    if (!identifier.path("user").isTextual()) {
      throw MatrixException.missingParam("identifier.user is missing");
    }
    return identifier.path("user").asText();
  }

  /** A full user id of any hosted domain, or a localpart of the addressed one. */
  private UserId userId(String name, ServerName addressed) {
    UserId user =
        UserId.find(name.startsWith("@") ? name : "@" + name + ":" + addressed)
            .orElseThrow(() -> MatrixException.forbidden("Invalid username or password"));
    if (!domains.isLocal(user.server())) {
      throw MatrixException.forbidden("Invalid username or password");
    }
    return accounts.exists(user)
        ? user
        : UserId.find(user.value().toLowerCase(Locale.ROOT)).orElse(user);
  }

  private static void requireOwnPassword(Account account) {
    if (account.passwordInitial()) {
      throw new InitialPasswordException();
    }
  }

  /** After authentication, so that only the owner learns it (CVE-2023-32682: for every type). */
  private Account requireUsable(UserId user) {
    domains.requireActive(user.server());
    Account account =
        accounts
            .find(user)
            .orElseThrow(() -> MatrixException.forbidden("Invalid username or password"));
    if (account.deactivated()) {
      throw MatrixException.of(ErrorCode.M_USER_DEACTIVATED, "This account has been deactivated");
    }
    if (account.locked()) {
      throw MatrixException.of(ErrorCode.M_USER_LOCKED, "This account has been locked")
          .with("soft_logout", true);
    }
    return account;
  }
}
