package org.konsil.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.AccessTokenService;
import org.konsil.account.LoginAttempts;
import org.konsil.account.PasswordCheck;
import org.konsil.account.Requester;
import org.konsil.account.Secrets;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.registrationtoken.RegistrationTokenService;

/**
 * User-interactive authentication: an operation that needs more than a token proceeds only when a
 * flow is completed. A session serves the operation it was opened for, once, within ten minutes; it
 * keeps the names of finished stages and nothing that was sent (CVE-2023-41335).
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api">
 *     User-interactive authentication API</a>
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UiaService {
  public static final String DUMMY = "m.login.dummy";
  public static final String REGISTRATION_TOKEN = "m.login.registration_token";
  public static final String OAUTH = "m.oauth";

  /** Beside the stage itself: our page counted the token's use when it took it. */
  static final String TOKEN_USED = "org.konsil.registration_token_used";

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final int LONGEST_OPERATION = 1024;

  @Inject private UiaStore sessions;
  @Inject private AccessTokenService accessTokens;
  @Inject private PasswordCheck passwords;
  @Inject private LoginAttempts attempts;
  @Inject private RegistrationTokenService registrationTokens;
  @Inject private Secrets secrets;
  @Inject private Clock clock;

  /** Who authenticates for what: a user, or for a registration nobody yet. */
  private record Attempt(
      Optional<UserId> user,
      ServerName domain,
      String operation,
      List<List<String>> flows,
      String approvalPage) {}

  /**
   * Returns when the caller has proved with its password that it is the account's owner.
   *
   * @param operation what is to be done to what, as an opaque string: a proof for one operation
   *     does not serve for another
   * @param auth the "auth" member of the request; null when it has none
   * @throws UiaRequiredException what is still to be done
   * @throws MatrixException M_FORBIDDEN for a session of the OAuth 2.0 API, which has no such
   *     authentication: its user manages the account on our pages
   */
  public void require(Requester requester, String operation, ObjectNode auth) {
    if (accessTokens.isOAuth(requester)) {
      throw MatrixException.forbidden(
          "A session of the OAuth 2.0 API does this on the account management page");
    }
    complete(attempt(requester, operation, LoginService.PASSWORD, ""), auth);
  }

  /**
   * The same for the one operation that sessions of the OAuth 2.0 API may do too: they complete it
   * by an approval on our page, see {@link #approve}.
   *
   * @param approvalPage where the user approves; the session's id is appended to it
   * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#oauth-authentication">OAuth
   *     authentication</a>
   */
  public void requireOrApproval(
      Requester requester, String operation, String approvalPage, ObjectNode auth) {
    String stage = accessTokens.isOAuth(requester) ? OAUTH : LoginService.PASSWORD;
    complete(attempt(requester, operation, stage, approvalPage), auth);
  }

  /**
   * Lets the session proceed: its owner has proved on our page who it is.
   *
   * @return false when there is no such session of the user's, or it is over
   */
  public boolean approve(UserId user, String session) {
    boolean open = sessions.isOpen(session, user, clock.instant());
    if (open) {
      sessions.complete(session, Set.of(OAUTH));
    }
    return open;
  }

  /**
   * Does a stage on our page, for clients that do not know it.
   *
   * @param domain whose page it is
   * @param secret the password or the registration token; other stages need none
   * @return false when the secret is not the right one
   * @throws MatrixException M_NOT_FOUND when there is no such session with such a stage, or it is
   *     over; M_LIMIT_EXCEEDED
   * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#fallback">Fallback</a>
   */
  public boolean completeOnPage(
      String session, ServerName domain, String stage, String secret, String remoteAddress) {
    UiaStore.Open open =
        sessions.find(session, clock.instant()).orElseThrow(UiaService::noSuchStage);
    Set<String> done = new HashSet<>(open.completed());
    done.add(stage);
    switch (stage) {
      case LoginService.PASSWORD -> {
        if (!passwords.matches(
            open.user().orElseThrow(UiaService::noSuchStage), secret, remoteAddress)) {
          return false;
        }
      }
      case REGISTRATION_TOKEN -> {
        requireRegistration(open);
        attempts.take("registration token", remoteAddress);
        if (!registrationTokens.use(domain, secret)) {
          return false;
        }
        done.add(TOKEN_USED);
      }
      case DUMMY -> requireRegistration(open);
      default -> throw noSuchStage();
    }
    sessions.complete(session, done);
    return true;
  }

  private static void requireRegistration(UiaStore.Open session) {
    if (session.user().isPresent()) {
      throw noSuchStage();
    }
  }

  private static MatrixException noSuchStage() {
    return MatrixException.notFound("There is no such session, or it is over");
  }

  private static Attempt attempt(
      Requester requester, String operation, String stage, String approvalPage) {
    return new Attempt(
        Optional.of(requester.user()),
        requester.domain(),
        shortened(operation),
        List.of(List.of(stage)),
        approvalPage);
  }

  /** The same for a registration, with one of the given flows. Returns the finished stages. */
  public Set<String> requireForRegistration(
      ServerName domain, String operation, List<List<String>> flows, ObjectNode auth) {
    return complete(new Attempt(Optional.empty(), domain, shortened(operation), flows, ""), auth);
  }

  private Set<String> complete(Attempt attempt, ObjectNode auth) {
    if (auth == null || auth.isEmpty()) {
      throw required(attempt, newSession(attempt), Set.of(), null);
    }
    String session = session(attempt, auth);
    Set<String> completed =
        sessions
            .completed(session, attempt.user(), attempt.operation(), clock.instant())
            .orElseThrow(() -> required(attempt, newSession(attempt), Set.of(), null));
    JsonNode type = auth.get("type");
    if (type != null && !type.isNull() && !completed.contains(type.asText())) {
      if (!isStage(attempt, type.asText()) || !succeeds(attempt, type.asText(), auth)) {
        throw required(attempt, session, completed, "Invalid authentication");
      }
      completed.add(type.asText());
      sessions.complete(session, completed);
    }
    if (attempt.flows().stream().noneMatch(completed::containsAll) || !sessions.delete(session)) {
      throw required(attempt, session, completed, null);
    }
    return completed;
  }

  /** Clients that know the only stage may send it at once, without asking for a session first. */
  private String session(Attempt attempt, ObjectNode auth) {
    JsonNode session = auth.get("session");
    return session == null || session.isNull() ? newSession(attempt) : session.asText();
  }

  private String newSession(Attempt attempt) {
    String session = secrets.next();
    sessions.insert(session, attempt.user(), attempt.operation(), clock.instant().plus(LIFETIME));
    return session;
  }

  private static boolean isStage(Attempt attempt, String type) {
    return attempt.flows().stream().anyMatch(flow -> flow.contains(type));
  }

  private boolean succeeds(Attempt attempt, String type, ObjectNode auth) {
    return switch (type) {
      case DUMMY -> true;
      case LoginService.PASSWORD -> passwordFits(attempt, auth);
      case REGISTRATION_TOKEN ->
          registrationTokens.isValid(attempt.domain(), auth.path("token").asText());
      default -> false;
    };
  }

  private boolean passwordFits(Attempt attempt, ObjectNode auth) {
    UserId user = attempt.user().orElseThrow();
    return auth.path("password").isTextual()
        && namedUser(auth).map(name -> isCalled(user, name)).orElse(true)
        && passwords.matches(user, auth.path("password").asText(), "uia " + user);
  }

  /** The identifier may be left out, or be in its deprecated form. */
  private static Optional<String> namedUser(ObjectNode auth) {
    JsonNode user = auth.path("identifier").path("user");
    JsonNode named = user.isTextual() ? user : auth.path("user");
    return named.isTextual() ? Optional.of(named.asText()) : Optional.empty();
  }

  private static boolean isCalled(UserId user, String name) {
    return name.equals(user.value()) || name.equals(user.localpart());
  }

  private static String shortened(String operation) {
    return operation.length() <= LONGEST_OPERATION ? operation : Secrets.digest(operation);
  }

  private static MatrixException required(
      Attempt attempt, String session, Set<String> completed, String failure) {
    ObjectNode params = Json.object();
    if (isStage(attempt, OAUTH)) {
      params.putObject(OAUTH).put("url", attempt.approvalPage() + session);
    }
    return new UiaRequiredException(attempt.flows(), params, session, completed, failure);
  }
}
