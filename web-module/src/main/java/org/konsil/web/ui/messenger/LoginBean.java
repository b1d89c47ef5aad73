package org.konsil.web.ui.messenger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.text.MessageFormat;
import org.konsil.account.Account;
import org.konsil.config.Domain;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.login.InitialPasswordException;
import org.konsil.login.LoginService;

/** The login form. A success marks the HTTP session; the page's script then gets its own token. */
@Named("login")
@RequestScoped
public class LoginBean {

  @Inject LoginService logins;
  @Inject DomainService domains;
  @Inject SignedIn signedIn;
  @Inject SecureRandom random;
  @Inject HttpServletRequest request;
  @Inject UiBean ui;

  private String user;
  private String password;
  private String newPassword;
  private String repeated;
  private boolean changing;
  private boolean sharedDevice;
  private String next;
  private String error;

  /** Before the form is read: which fields it has depends on it. */
  @PostConstruct
  void start() {
    changing = Boolean.parseBoolean(request.getParameter("login:changing"));
  }

  /** Returns the page to go to, or null to show the form again with an error. */
  public String signIn() {
    if (user == null || password == null) {
      return failed("login.error.missing");
    }
    if (changing && (newPassword == null || !newPassword.equals(repeated))) {
      return failed("login.error.repeat");
    }
    try {
      Account account = authenticate();
      // a session id that somebody planted before the sign-in must not become a signed-in one
      request.getSession();
      request.changeSessionId();
      signedIn.start(account.user(), account.domainAdmin(), sharedDevice, random);
    } catch (InitialPasswordException first) {
      changing = true;
      return failed(null);
    } catch (MatrixException refused) {
      return failed(textOf(refused.code()));
    }
    return UiPaths.redirect(UiPaths.safeNext(next));
  }

  private Account authenticate() {
    if (!changing) {
      return logins.authenticatePassword(
          user.trim(), domain().name(), password, request.getRemoteAddr());
    }
    return logins.replaceInitialPassword(
        user.trim(), domain().name(), password, newPassword, request.getRemoteAddr());
  }

  private Domain domain() {
    return domains.forHost(request.getHeader("Host"));
  }

  private String failed(String textKey) {
    error = textKey;
    password = null;
    return null;
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

  public String getUserHint() {
    return MessageFormat.format(
        UiTexts.bundle(ui.getLanguage()).getString("login.user.hint"), domain().name().value());
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

  /**
   * Whether the owner has to choose a password of its own, as the form says again when it comes.
   */
  public boolean isChanging() {
    return changing;
  }

  public void setChanging(boolean changing) {
    this.changing = changing;
  }

  public String getNewPassword() {
    return null;
  }

  public void setNewPassword(String newPassword) {
    this.newPassword = newPassword;
  }

  public String getRepeated() {
    return null;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public boolean isSharedDevice() {
    return sharedDevice;
  }

  public void setSharedDevice(boolean sharedDevice) {
    this.sharedDevice = sharedDevice;
  }

  public String getNext() {
    return next == null ? ui.getNext() : next;
  }

  public void setNext(String next) {
    this.next = next;
  }
}
