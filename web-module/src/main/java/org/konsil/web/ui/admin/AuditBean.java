package org.konsil.web.ui.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.OptionalLong;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;

/** The administrators' acts, newest first, and whether their chain is whole. */
@Named("auditList")
@RequestScoped
public class AuditBean {
  private static final int PAGE = 50;

  @Inject private AdminConsole console;
  @Inject private AuditService audit;

  private int page;
  private List<AuditEntry> rows;
  private OptionalLong broken;

  public List<AuditEntry> getRows() {
    if (rows == null) {
      rows = audit.page(console.requester(), page * PAGE, PAGE);
    }
    return rows;
  }

  public long getCount() {
    return audit.count(console.requester());
  }

  public boolean isNext() {
    return (page + 1L) * PAGE < getCount();
  }

  public boolean isWhole() {
    return broken().isEmpty();
  }

  /** The first row that is missing or changed; 0 when all are in order. */
  public long getFirstBroken() {
    return broken().orElse(0);
  }

  private OptionalLong broken() {
    if (broken == null) {
      broken = audit.firstBroken(console.requester().domain());
    }
    return broken;
  }

  /** From 0. */
  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = Math.max(0, Math.min(page, 100_000));
  }
}
