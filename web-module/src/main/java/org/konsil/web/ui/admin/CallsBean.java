package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.konsil.config.KonsilConfig;
import org.konsil.voip.CallPermissionService;

/** Whether the users of the domain may call each other. */
@Named("calls")
@RequestScoped
public class CallsBean {
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private CallPermissionService calls;
  @Inject private KonsilConfig config;

  private boolean allowed;
  private String done;

  @PostConstruct
  void load() {
    allowed = calls.isAllowed(console.requester().domain());
  }

  public void save() {
    calls.set(console.requester(), allowed);
    done = format.text("done.calls");
  }

  /** Whether calls have a way out of the hospital's network. */
  public boolean isRelayed() {
    return !config.texts("turn.uris").isEmpty();
  }

  public boolean isAllowed() {
    return allowed;
  }

  public void setAllowed(boolean allowed) {
    this.allowed = allowed;
  }

  /** What was done, or null. */
  public String getDone() {
    return done;
  }
}
