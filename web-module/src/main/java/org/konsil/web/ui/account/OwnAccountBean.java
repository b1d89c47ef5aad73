package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.Device;
import org.konsil.oauth.AccountAction;
import org.konsil.oauth.OwnAccountService;
import org.konsil.web.ui.messenger.PasswordForm;
import org.konsil.web.ui.messenger.SignedIn;
import org.konsil.web.ui.messenger.UiBean;

/** The account management page: what its address asks for, done once the password is given. */
@Named("own")
@RequestScoped
public class OwnAccountBean {
  @Inject private OwnAccountService own;
  @Inject private SignedIn signedIn;
  @Inject private HttpServletRequest request;
  @Inject private KonsilConfig config;
  @Inject private UiBean ui;

  private boolean list;
  private String password;
  private String error;
  private String done;

  public void removeDevice() {
    act(
        () -> {
          own.removeDevice(user(), getDevice(), password, request.getRemoteAddr());
          list = true;
          return "own.done.device";
        });
  }

  public void approveReset() {
    act(
        () ->
            own.approveCrossSigningReset(user(), getSession(), password, request.getRemoteAddr())
                ? "own.done.reset"
                : "own.reset.late");
  }

  /** Returns the page to go to, or null to show this one again with an error. */
  public String deactivate() {
    act(
        () -> {
          own.deactivate(user(), password, request.getRemoteAddr());
          return "own.done.deactivate";
        });
    if (done == null) {
      return null;
    }
    request.getSession().invalidate();
    return "/login?faces-redirect=true&out=wiped";
  }

  private interface Act {
    String run();
  }

  private void act(Act act) {
    if (password == null) {
      error = "own.error.password";
      return;
    }
    try {
      done = act.run();
    } catch (MatrixException refused) {
      error = refusal(refused);
    } finally {
      password = null;
    }
  }

  private static String refusal(MatrixException refused) {
    return switch (refused.code()) {
      case M_FORBIDDEN -> "own.error.password";
      case M_NOT_FOUND -> "own.error.device";
      default -> PasswordForm.textOf(refused.code());
    };
  }

  /** The name of the action, as in {@link AccountAction}. */
  public String getAction() {
    return action().name();
  }

  public String getActionValue() {
    return action().value();
  }

  private AccountAction action() {
    return list ? AccountAction.DEVICES_LIST : AccountAction.of(request.getParameter("action"));
  }

  public List<Device> getDevices() {
    return own.devices(user());
  }

  /** The device that the address names; null when there is none. */
  public Device getShown() {
    return Optional.ofNullable(getDevice()).flatMap(id -> own.device(user(), id)).orElse(null);
  }

  public String nameOf(Device of) {
    return of.displayName() == null ? of.deviceId() : of.displayName();
  }

  public String removeHref(Device of) {
    return "/account?action="
        + AccountAction.DEVICE_DELETE.value()
        + "&device_id="
        + URLEncoder.encode(of.deviceId(), StandardCharsets.UTF_8);
  }

  /** When the device was last seen, in the installation's time zone; a dash for never. */
  public String seen(Device of) {
    if (of.lastSeenTs() == null) {
      return "–";
    }
    ZoneId zone = ZoneId.of(config.text("timeZone").orElse("Europe/Berlin"));
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(ui.getLocale())
        .withZone(zone)
        .format(Instant.ofEpochMilli(of.lastSeenTs()));
  }

  private UserId user() {
    return signedIn.user().orElseThrow(MatrixException::missingToken);
  }

  public String getDevice() {
    return request.getParameter("device_id");
  }

  public String getSession() {
    return request.getParameter("session");
  }

  /** Never given back to a page. */
  public String getPassword() {
    return null;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getError() {
    return error;
  }

  public String getDone() {
    return done;
  }
}
