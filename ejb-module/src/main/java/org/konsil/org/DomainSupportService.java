package org.konsil.org;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Account;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** Whom the users of a domain can ask (A_26265): what its administrators set, else themselves. */
@Stateless
public class DomainSupportService {
  private static final int LONGEST_EMAIL = 320;
  private static final int LONGEST_URL = 1024;

  @Inject private DomainSupportStore store;
  @Inject private AccountService accounts;
  @Inject private AuditService audit;

  /**
   * The contacts of a domain; its administrators by name when none are set.
   *
   * @throws MatrixException M_NOT_FOUND when it has neither
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public DomainSupport get(ServerName domain) {
    return store
        .find(domain)
        .map(DomainSupportEntity::toSupport)
        .filter(support -> !support.contacts().isEmpty() || support.supportPage() != null)
        .or(() -> administrators(domain))
        .orElseThrow(() -> MatrixException.notFound("No contact is known"));
  }

  /**
   * Sets the contacts of the administrator's domain; empty values remove what was set.
   *
   * @throws MatrixException M_FORBIDDEN, M_INVALID_PARAM
   */
  public void set(
      Requester admin,
      Optional<String> emailAddress,
      Optional<UserId> matrixId,
      Optional<String> supportPage) {
    OrgAdminService.requireAdmin(admin);
    emailAddress.ifPresent(DomainSupportService::requireEmail);
    supportPage.ifPresent(DomainSupportService::requireWebPage);
    store
        .find(admin.domain())
        .orElseGet(() -> inserted(admin.domain()))
        .change(
            emailAddress.orElse(null),
            matrixId.map(UserId::value).orElse(null),
            supportPage.orElse(null));
    audit.record(admin, "domain.support", admin.domain().value(), Json.object());
  }

  private DomainSupportEntity inserted(ServerName domain) {
    DomainSupportEntity support = new DomainSupportEntity(domain);
    store.insert(support);
    return support;
  }

  private Optional<DomainSupport> administrators(ServerName domain) {
    List<DomainSupport.Contact> contacts =
        accounts.administrators(domain).stream()
            .map(Account::user)
            .map(user -> new DomainSupport.Contact(user.value(), null, DomainSupport.ADMINISTRATOR))
            .toList();
    return contacts.isEmpty() ? Optional.empty() : Optional.of(new DomainSupport(contacts, null));
  }

  private static void requireEmail(String address) {
    int at = address.indexOf('@');
    if (at < 1 || at == address.length() - 1 || address.length() > LONGEST_EMAIL) {
      throw MatrixException.invalidParam("The mail address is malformed");
    }
  }

  /** It becomes a link for every user, so nothing but a web page will do. */
  private static void requireWebPage(String page) {
    try {
      String scheme = URI.create(page).getScheme();
      if (page.length() <= LONGEST_URL && ("https".equals(scheme) || "http".equals(scheme))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // no URI at all: refused below
    }
    throw MatrixException.invalidParam("The support page is not a web address");
  }
}
