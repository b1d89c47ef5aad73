package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.login.LoginService;
import org.konsil.login.RegistrationService;
import org.konsil.web.ui.messenger.LoginBean;

/** Who lets a client in: the same password as on the login page, or a new account. */
@Named("signInForm")
@RequestScoped
public class SignInForm {
  @Inject private LoginService logins;
  @Inject private RegistrationService registrations;
  @Inject private DomainService domains;
  @Inject private HttpServletRequest request;

  private String user;
  private String password;
  private String token;
  private String error;

  /** The user, or empty with an error to show. */
  Optional<UserId> signIn() {
    return attempt(
        () ->
            logins.authenticatePassword(user.strip(), domain().name(), password, address()).user());
  }

  /** The new user, or empty with an error to show. */
  Optional<UserId> register() {
    return attempt(
        () ->
            registrations.registerOnPage(
                domain().name(), user.strip(), password, token, address()));
  }

  String address() {
    return request.getRemoteAddr();
  }

  private interface Attempt {
    UserId user();
  }

  private Optional<UserId> attempt(Attempt attempt) {
    if (user == null || password == null) {
      error = "login.error.missing";
      return Optional.empty();
    }
    try {
      return Optional.of(attempt.user());
    } catch (MatrixException refused) {
      error = textOf(refused.code());
      return Optional.empty();
    } finally {
      password = null;
    }
  }

  private static String textOf(ErrorCode code) {
    return switch (code) {
      case M_USER_IN_USE, M_EXCLUSIVE -> "register.error.taken";
      case M_INVALID_USERNAME -> "register.error.name";
      case M_WEAK_PASSWORD -> "register.error.weak";
      default -> LoginBean.textOf(code);
    };
  }

  private Domain domain() {
    return domains.forHost(request.getHeader("Host"));
  }

  /** Name of the organisation that this host name stands for. */
  public String getOrganisation() {
    return domain().displayName();
  }

  /** Key of the text that says what went wrong, or null. */
  public String getError() {
    return error;
  }

  public String getUser() {
    return user;
  }

  public void setUser(String user) {
    this.user = user;
  }

  /** Never given back to a page. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
  }
}
