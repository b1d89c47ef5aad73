package org.konsil.web.ui.messenger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.text.MessageFormat;
import org.konsil.account.Account;
import org.konsil.core.error.MatrixException;
import org.konsil.login.InitialPasswordException;
import org.konsil.login.LoginService;

/** The login form. A success marks the HTTP session; the page's script then gets its own token. */
@Named("login")
@RequestScoped
public class LoginBean extends PasswordForm {

  @Inject LoginService logins;
  @Inject SignedIn signedIn;
  @Inject SecureRandom random;
  @Inject UiBean ui;

  private String newPassword;
  private String repeated;
  private boolean changing;
  private boolean sharedDevice;
  private String next;

  /** Before the form is read: which fields it has depends on it. */
  @PostConstruct
  void start() {
    changing = Boolean.parseBoolean(request().getParameter("login:changing"));
  }

  /** Returns the page to go to, or null to show the form again with an error. */
  public String signIn() {
    if (!hasCredentials()) {
      return failed("login.error.missing");
    }
    if (changing && (newPassword == null || !newPassword.equals(repeated))) {
      return failed("login.error.repeat");
    }
    try {
      Account account = authenticate();
      // a session id that somebody planted before the sign-in must not become a signed-in one
      request().getSession();
      request().changeSessionId();
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
    String user = getUser().strip();
    String address = request().getRemoteAddr();
    return changing
        ? logins.replaceInitialPassword(
            user, domain().name(), givenPassword(), newPassword, address)
        : logins.authenticatePassword(user, domain().name(), givenPassword(), address);
  }

  private String failed(String textKey) {
    fail(textKey);
    return null;
  }

  public String getUserHint() {
    return MessageFormat.format(
        UiTexts.bundle(ui.getLanguage()).getString("login.user.hint"), domain().name().value());
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
