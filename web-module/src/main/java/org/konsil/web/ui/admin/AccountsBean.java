package org.konsil.web.ui.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.konsil.org.OrgAccount;
import org.konsil.org.OrgAdminService;

/** The list of accounts: a search term and the page of it that is shown. */
@Named("accountList")
@ViewScoped
public class AccountsBean implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 25;

  @Inject private AdminConsole console;
  @Inject private OrgAdminService administration;

  private String term = "";
  private int first;
  private transient List<OrgAccount> rows;
  private transient long count;

  /** The accounts of this page; read once a request. */
  public List<OrgAccount> getRows() {
    if (rows == null) {
      count = administration.count(console.requester(), term);
      first = count == 0 ? 0 : (int) Math.min(first, (count - 1) / PAGE * PAGE);
      rows = administration.list(console.requester(), term, first, PAGE);
    }
    return rows;
  }

  /** A new term starts at the first page. */
  public void search() {
    first = 0;
    rows = null;
  }

  public void next() {
    first += PAGE;
    rows = null;
  }

  public void previous() {
    first = Math.max(0, first - PAGE);
    rows = null;
  }

  public boolean isNext() {
    getRows();
    return first + PAGE < count;
  }

  public boolean isPrevious() {
    getRows();
    return first > 0;
  }

  public long getFrom() {
    getRows();
    return count == 0 ? 0 : first + 1;
  }

  public long getTo() {
    return first + getRows().size();
  }

  public long getCount() {
    getRows();
    return count;
  }

  public String getTerm() {
    return term;
  }

  public void setTerm(String term) {
    this.term = term == null ? "" : term;
  }
}
