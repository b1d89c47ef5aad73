package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.federationlist.FederationListService;
import org.konsil.federationlist.ListStatus;
import org.konsil.org.PermissionDefaultService;

/** The federation list as it stands, and who may invite new users of the domain (A_26390). */
@Named("telematics")
@RequestScoped
public class TelematicsBean {
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private FederationListService list;
  @Inject private PermissionDefaultService defaults;
  @Inject private Clock clock;

  private ListStatus status;
  private String setting;
  private String servers;
  private boolean insured;
  private String error;
  private String done;

  @PostConstruct
  void load() {
    PermissionConfig current = defaults.get(console.requester().domain());
    setting = current.allowAll() ? "allow" : "block";
    servers =
        current.servers().stream()
            .map(ServerName::value)
            .sorted()
            .collect(Collectors.joining(System.lineSeparator()));
    insured = current.insuredPersons();
  }

  public void save() {
    try {
      defaults.set(
          console.requester(),
          new PermissionConfig(setting.equals("allow"), Set.of(), named(), insured));
      done = format.text("done.permissions");
    } catch (MatrixException refused) {
      error = format.text("error.permissions");
    }
  }

  /** Has the list fetched now. */
  public void ask() {
    console.requester();
    list.askNow();
    status = null;
  }

  public boolean isConfigured() {
    return list.configured();
  }

  public ListStatus getStatus() {
    if (status == null) {
      status = list.status();
    }
    return status;
  }

  /** ok, warn or down. */
  public String getState() {
    return switch (getStatus().alarm(clock.instant())) {
      case NONE -> "ok";
      case FAILING, ENDING -> "warn";
      case MISSING, ENDED -> "down";
    };
  }

  /** One sentence on how it stands. */
  public String getSentence() {
    ListStatus now = getStatus();
    return format.text(
        "telematics.alarm." + now.alarm(clock.instant()),
        format.number(now.version()),
        format.number(now.domains()),
        format.moment(now.expiresAt()));
  }

  /** When the directory last answered as it should. */
  public String getGoodAt() {
    return getStatus().goodAt().toEpochMilli() == 0 ? "–" : format.moment(getStatus().goodAt());
  }

  /** Why the last question brought nothing, or null. */
  public String getTrouble() {
    return getStatus()
        .failure()
        .map(failure -> format.text("telematics.failure." + failure))
        .orElse(null);
  }

  private Set<ServerName> named() {
    return Arrays.stream((servers == null ? "" : servers).split("[\\s,;]+"))
        .filter(name -> !name.isEmpty())
        .map(ServerName::parse)
        .collect(Collectors.toSet());
  }

  public String getSetting() {
    return setting;
  }

  public void setSetting(String setting) {
    this.setting = setting;
  }

  public String getServers() {
    return servers;
  }

  public void setServers(String servers) {
    this.servers = servers;
  }

  public boolean isInsured() {
    return insured;
  }

  public void setInsured(boolean insured) {
    this.insured = insured;
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
