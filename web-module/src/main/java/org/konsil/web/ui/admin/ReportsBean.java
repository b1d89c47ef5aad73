package org.konsil.web.ui.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.konsil.org.Report;
import org.konsil.org.ReportService;

/** What users of the domain have reported. */
@Named("reportList")
@ViewScoped
public class ReportsBean implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 25;

  @Inject private AdminConsole console;
  @Inject private ReportService reports;

  private int page;
  private transient List<Report> rows;

  public List<Report> getRows() {
    if (rows == null) {
      rows = reports.page(console.requester(), page * PAGE, PAGE);
    }
    return rows;
  }

  public long getCount() {
    return reports.count(console.requester());
  }

  public boolean isNext() {
    return (page + 1L) * PAGE < getCount();
  }

  public void handle(long reportId) {
    reports.handle(console.requester(), reportId);
    rows = null;
  }

  /** From 0. */
  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = Math.max(0, Math.min(page, 100_000));
  }
}
