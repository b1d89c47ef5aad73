package org.konsil.web.ui.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.org.ReportService;
import org.konsil.profile.ProfileService;
import org.konsil.web.ui.messenger.Initials;
import org.konsil.web.ui.messenger.SignedIn;

/**
 * The administrator of this request. What the account may do is looked up each time: a role that
 * was taken away, or a lock, counts with the next click.
 */
@Named("console")
@RequestScoped
public class AdminConsole {
  private static final String DEVICE = "console";

  @Inject private SignedIn signedIn;
  @Inject private AccountService accounts;
  @Inject private ProfileService profiles;
  @Inject private DomainService domains;
  @Inject private ReportService reports;

  private Requester requester;

  /** The administrator, when the signed-in user is one and may act. */
  public Optional<Requester> find() {
    if (requester == null) {
      requester =
          signedIn
              .user()
              .filter(user -> !signedIn.isLocked())
              .flatMap(accounts::find)
              .filter(AdminConsole::mayAdminister)
              .map(a -> new Requester(a.user(), DEVICE, a.domain(), true, a.suspended(), 0))
              .orElse(null);
    }
    return Optional.ofNullable(requester);
  }

  /**
   * @throws MatrixException M_FORBIDDEN for everyone who does not administer a domain
   */
  public Requester requester() {
    return find()
        .orElseThrow(
            () -> MatrixException.forbidden("Only administrators of the domain may do this"));
  }

  public String getDomain() {
    return requester().domain().value();
  }

  public String getOrganisation() {
    return domains.get(requester().domain()).displayName();
  }

  public String getInitials() {
    return Initials.of(
        profiles.displayName(requester().user()).orElse(requester().user().localpart()));
  }

  public int getHue() {
    return Initials.hue(requester().user().value());
  }

  public long getOpenReports() {
    return reports.countOpen(requester());
  }

  private static boolean mayAdminister(Account account) {
    return account.domainAdmin() && !account.locked() && !account.deactivated();
  }
}
