package org.konsil.web.ui.messenger;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;

/**
 * What forms have in common that ask for the name and the password of a user: of the domain that
 * the host name stands for, and never shown the password that they were given.
 */
public abstract class PasswordForm {
  @Inject private DomainService domains;
  @Inject private HttpServletRequest request;

  private String user;
  private String password;
  private String error;

  /** Whether both were given. */
  protected boolean hasCredentials() {
    return user != null && password != null;
  }

  protected String givenPassword() {
    return password;
  }

  /** Shows the form again, without the password; a null key shows no error. */
  protected void fail(String textKey) {
    error = textKey;
    forgetPassword();
  }

  protected void forgetPassword() {
    password = null;
  }

  protected HttpServletRequest request() {
    return request;
  }

  protected Domain domain() {
    return domains.forHost(request.getHeader("Host"));
  }

  /** Key of the text that tells a user why it was refused. */
  public static String textOf(ErrorCode code) {
    return switch (code) {
      case M_FORBIDDEN, M_INVALID_PARAM, M_INVALID_USERNAME, M_USER_DEACTIVATED, M_NOT_FOUND ->
          "login.error.wrong";
      case M_WEAK_PASSWORD -> "login.error.weak";
      case M_USER_LOCKED -> "login.error.locked";
      case M_LIMIT_EXCEEDED -> "login.error.often";
      default -> "login.error.unknown";
    };
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
}
