package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.login.LoginService;
import org.konsil.profile.ProfileService;

/** The lock screen: the password opens it, five wrong ones sign out and erase the device. */
@Named("lock")
@RequestScoped
public class LockBean {

  private static final int TRIES = 5;

  @Inject LoginService logins;
  @Inject ProfileService profiles;
  @Inject SignedIn signedIn;
  @Inject HttpServletRequest request;

  private String password;
  private String error;

  /** Returns the page to go to, or null to show the lock screen again. */
  public String unlock() {
    UserId user = signedIn.user().orElse(null);
    if (user == null) {
      return UiPaths.redirect(UiPaths.LOGIN);
    }
    if (password == null) {
      return null;
    }
    try {
      logins.authenticatePassword(user.value(), user.server(), password, request.getRemoteAddr());
      signedIn.unlock();
      return UiPaths.redirect("/");
    } catch (MatrixException refused) {
      return refused.code() == ErrorCode.M_FORBIDDEN ? wrong() : failed(refused.code());
    }
  }

  private String wrong() {
    if (signedIn.unlockFailed() < TRIES) {
      error = "lock.error.wrong";
      return null;
    }
    request.getSession().invalidate();
    return UiPaths.redirect(UiPaths.LOGIN_AND_WIPE);
  }

  private String failed(ErrorCode code) {
    error = PasswordForm.textOf(code);
    return null;
  }

  public String getDisplayName() {
    return signedIn.user().map(this::nameOf).orElse("");
  }

  private String nameOf(UserId user) {
    return profiles.displayName(user).orElse(user.localpart());
  }

  public String getInitials() {
    return Initials.of(getDisplayName());
  }

  /** 1 to 6: the colour pair of the avatar, the same that the page's script computes. */
  public int getHue() {
    return Initials.hue(signedIn.getUserId());
  }

  /** Key of the text that says what went wrong, or null. */
  public String getError() {
    return error;
  }

  /** Never given back to a page. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
