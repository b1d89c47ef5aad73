package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.login.LoginService;
import org.konsil.login.RegistrationService;
import org.konsil.web.ui.messenger.PasswordForm;

/** Who lets a client in: the same password as on the login page, or a new account. */
@Named("signInForm")
@RequestScoped
public class SignInForm extends PasswordForm {
  @Inject private LoginService logins;
  @Inject private RegistrationService registrations;

  private String token;

  /** The user, or empty with an error to show. */
  Optional<UserId> signIn() {
    return attempt(
        () ->
            logins
                .authenticatePassword(
                    getUser().strip(), domain().name(), givenPassword(), address())
                .user());
  }

  /** The new user, or empty with an error to show. */
  Optional<UserId> register() {
    return attempt(
        () ->
            registrations.registerOnPage(
                domain().name(), getUser().strip(), givenPassword(), token, address()));
  }

  String address() {
    return request().getRemoteAddr();
  }

  private interface Attempt {
    UserId user();
  }

  private Optional<UserId> attempt(Attempt attempt) {
    if (!hasCredentials()) {
      fail("login.error.missing");
      return Optional.empty();
    }
    try {
      return Optional.of(attempt.user());
    } catch (MatrixException refused) {
      fail(registrationText(refused.code()));
      return Optional.empty();
    } finally {
      forgetPassword();
    }
  }

  private static String registrationText(ErrorCode code) {
    return switch (code) {
      case M_USER_IN_USE, M_EXCLUSIVE -> "register.error.taken";
      case M_INVALID_USERNAME -> "register.error.name";
      case M_WEAK_PASSWORD -> "register.error.weak";
      default -> PasswordForm.textOf(code);
    };
  }

  public String getToken() {
    return token;
  }

  public void setToken(String token) {
    this.token = token;
  }
}
