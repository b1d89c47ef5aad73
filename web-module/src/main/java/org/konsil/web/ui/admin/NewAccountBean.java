package org.konsil.web.ui.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.konsil.core.error.MatrixException;
import org.konsil.org.InitialPassword;
import org.konsil.org.NewAccount;
import org.konsil.org.OrgAdminService;

/** The form that makes an account. The password lives as long as the answer that shows it. */
@Named("newAccount")
@RequestScoped
public class NewAccountBean {
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private OrgAdminService administration;

  private String localpart;
  private String displayName;
  private boolean functional;
  private boolean domainAdmin;
  private InitialPassword created;
  private String error;

  /** Makes the account, or says why not. */
  public void create() {
    if (localpart == null || displayName == null) {
      error = format.text("error.missing");
      return;
    }
    try {
      created =
          administration.create(
              console.requester(),
              new NewAccount(localpart, displayName, !functional, domainAdmin));
    } catch (MatrixException refused) {
      error = format.refusal(refused.code());
    }
  }

  public InitialPassword getCreated() {
    return created;
  }

  /** What went wrong, or null. */
  public String getError() {
    return error;
  }

  public String getLocalpart() {
    return localpart;
  }

  public void setLocalpart(String localpart) {
    this.localpart = localpart;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public boolean isFunctional() {
    return functional;
  }

  public void setFunctional(boolean functional) {
    this.functional = functional;
  }

  public boolean isDomainAdmin() {
    return domainAdmin;
  }

  public void setDomainAdmin(boolean domainAdmin) {
    this.domainAdmin = domainAdmin;
  }
}
