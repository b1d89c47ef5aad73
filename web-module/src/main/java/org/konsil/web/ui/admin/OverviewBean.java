package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.OptionalLong;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.konnektor.KonnektorService;
import org.konsil.konnektor.KonnektorStatus;
import org.konsil.org.OrgAdminService;
import org.konsil.org.OrgFigures;
import org.konsil.voip.CallPermissionService;

/** The first page of the console: what is wrong, then the domain in numbers. */
@Named("overview")
@RequestScoped
public class OverviewBean {
  private static final int LATEST = 5;

  @Inject private AdminConsole console;
  @Inject private OrgAdminService administration;
  @Inject private AuditService audit;
  @Inject private KonnektorService konnektor;
  @Inject private CallPermissionService calls;

  private OrgFigures figures;
  private KonnektorStatus konnektorStatus;
  private List<AuditEntry> latest;
  private OptionalLong brokenAudit;

  @PostConstruct
  void load() {
    figures = administration.figures(console.requester());
    konnektorStatus = konnektor.status(console.requester());
    latest = audit.page(console.requester(), 0, LATEST);
    brokenAudit = audit.firstBroken(console.requester().domain());
  }

  public OrgFigures getFigures() {
    return figures;
  }

  /** A Konnektor that is configured and does not work. */
  public boolean isKonnektorTroubled() {
    return konnektorStatus.configured() && !konnektorStatus.healthy();
  }

  public List<AuditEntry> getLatest() {
    return latest;
  }

  public boolean isCalls() {
    return calls.isAllowed(console.requester().domain());
  }

  /** Whether a row of the audit was changed or removed. */
  public boolean isAuditBroken() {
    return brokenAudit.isPresent();
  }
}
