package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.directoryentry.DirectoryEntryService;
import org.konsil.directoryentry.DirectoryServiceEntry;

/** The organisation's entries in the national directory (AF_10059, AF_10377). */
@Named("entries")
@ViewScoped
public class DirectoryBean implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private DirectoryEntryService directory;

  private transient List<DirectoryServiceEntry> services;
  private String service;
  private String localpart;
  private String name;
  private Kind kind = Kind.FUNCTION;
  private String opened;
  private String error;
  private String done;

  @PostConstruct
  void load() {
    try {
      services = directory.list(console.requester());
    } catch (MatrixException refused) {
      services = List.of();
      tell(refused);
    }
  }

  /** As the directory has them; empty with an error when it cannot be asked. */
  public List<DirectoryServiceEntry> getServices() {
    if (services == null) {
      load();
    }
    return services;
  }

  public void publish() {
    act(
        () -> {
          UserId user = UserId.of(localpart.trim(), console.requester().domain());
          directory.publish(console.requester(), service, user, name, kind);
          localpart = "";
          name = "";
        },
        "done.published");
  }

  public void hide(String account, boolean hidden) {
    act(
        () -> directory.hide(console.requester(), account, hidden),
        hidden ? "done.hidden" : "done.shown");
  }

  public void withdraw(String account) {
    act(() -> directory.withdraw(console.requester(), account), "done.withdrawn");
  }

  public void open() {
    act(
        () -> {
          directory.open(console.requester(), opened);
          opened = "";
        },
        "done.opened");
  }

  public void end(String ended) {
    act(() -> directory.end(console.requester(), ended), "done.ended");
  }

  private void act(Runnable act, String text) {
    error = null;
    done = null;
    try {
      act.run();
      done = format.text(text);
    } catch (MatrixException refused) {
      tell(refused);
    }
    load();
  }

  private void tell(MatrixException refused) {
    error =
        format.textOr(
            "entries.error." + refused.code().name(), format.text("entries.error.M_UNKNOWN"));
  }

  /** What an organisation publishes; persons publish themselves. */
  public List<Kind> getKinds() {
    return List.of(Kind.FUNCTION, Kind.CHATBOT);
  }

  public String getService() {
    return service;
  }

  public void setService(String service) {
    this.service = service;
  }

  public String getLocalpart() {
    return localpart;
  }

  public void setLocalpart(String localpart) {
    this.localpart = localpart;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Kind getKind() {
    return kind;
  }

  public void setKind(Kind kind) {
    this.kind = kind;
  }

  public String getOpened() {
    return opened;
  }

  public void setOpened(String opened) {
    this.opened = opened;
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
