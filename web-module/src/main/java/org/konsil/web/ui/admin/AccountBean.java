package org.konsil.web.ui.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.device.Device;
import org.konsil.org.InitialPassword;
import org.konsil.org.OrgAccount;
import org.konsil.org.OrgAdminService;

/** One account with its devices, and what can be done to it. */
@Named("account")
@ViewScoped
public class AccountBean implements Serializable {
  private static final long serialVersionUID = 1L;
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private OrgAdminService administration;

  private String user;
  private String newName;
  private boolean functional;
  private transient OrgAccount shown;
  private transient List<Device> devices;
  private transient InitialPassword reset;
  private String error;
  private String done;

  public void lock() {
    act("done.lock", (admin, id) -> administration.lock(admin, id, true));
  }

  public void unlock() {
    act("done.unlock", (admin, id) -> administration.lock(admin, id, false));
  }

  public void suspend() {
    act("done.suspend", (admin, id) -> administration.suspend(admin, id, true));
  }

  public void unsuspend() {
    act("done.unsuspend", (admin, id) -> administration.suspend(admin, id, false));
  }

  public void promote() {
    act("done.promote", (admin, id) -> administration.setDomainAdmin(admin, id, true));
  }

  public void demote() {
    act("done.demote", (admin, id) -> administration.setDomainAdmin(admin, id, false));
  }

  /** Ends the account; its content stays for those who had it. */
  public void deactivate() {
    act("done.deactivate", (admin, id) -> administration.deactivate(admin, id, false));
  }

  public void resetPassword() {
    act("done.reset", (admin, id) -> reset = administration.resetPassword(admin, id));
  }

  public void rename() {
    act("done.rename", (admin, id) -> administration.rename(admin, id, getNewName(), !functional));
  }

  public void removeDevice(String deviceId) {
    act("done.device", (admin, id) -> administration.removeDevice(admin, id, deviceId));
  }

  /** The account; null when the domain has none of that name, which the page says. */
  public OrgAccount getShown() {
    if (shown == null) {
      shown = id().flatMap(this::found).orElse(null);
    }
    return shown;
  }

  public List<Device> getDevices() {
    if (devices == null) {
      devices = id().map(id -> administration.devices(console.requester(), id)).orElse(List.of());
    }
    return devices;
  }

  /** Whether the administrator looks at its own account, to which some acts do not apply. */
  public boolean isSelf() {
    return id().filter(console.requester().user()::equals).isPresent();
  }

  private void act(String doneKey, BiConsumer<Requester, UserId> act) {
    reset = null;
    done = null;
    error = null;
    try {
      act.accept(console.requester(), UserId.parse(user));
      done = format.text(doneKey);
    } catch (MatrixException refused) {
      error = format.refusal(refused.code());
    }
    shown = null;
    devices = null;
    newName = null;
  }

  private Optional<OrgAccount> found(UserId id) {
    try {
      return Optional.of(administration.get(console.requester(), id));
    } catch (MatrixException refused) {
      return Optional.empty();
    }
  }

  private Optional<UserId> id() {
    return Optional.ofNullable(user).flatMap(UserId::find);
  }

  public String getUser() {
    return user;
  }

  public void setUser(String user) {
    this.user = user;
  }

  public String getNewName() {
    return newName == null && getShown() != null ? getShown().displayName() : newName;
  }

  public void setNewName(String newName) {
    this.newName = newName;
  }

  public boolean isFunctional() {
    return functional;
  }

  public void setFunctional(boolean functional) {
    this.functional = functional;
  }

  public InitialPassword getReset() {
    return reset;
  }

  /** What went wrong, or null. */
  public String getError() {
    return error;
  }

  /** What was done, or null. */
  public String getDone() {
    return done;
  }
}
