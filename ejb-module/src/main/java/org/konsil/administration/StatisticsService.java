package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.media.MediaStockService;
import org.konsil.org.OrgAdminService;
import org.konsil.roomcensus.RoomCensusService;

/** A domain or the deployment in numbers, counted when asked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StatisticsService {
  @Inject private AdministrationScope scope;
  @Inject private DomainService domains;
  @Inject private AccountService allAccounts;
  @Inject private OrgAdminService accounts;
  @Inject private RoomCensusService rooms;
  @Inject private MediaStockService media;

  public DomainStatistics get(Requester admin) {
    AdministrationScope.requireAdmin(admin);
    return new DomainStatistics(
        accounts.figures(admin), rooms.count(admin.domain()), media.bytesOf(admin.domain()));
  }

  /** All domains together, for operators. */
  public DeploymentStatistics ofDeployment(Requester operator) {
    scope.requireOperator(operator);
    return new DeploymentStatistics(
        domains.count(),
        allAccounts.count(false),
        allAccounts.count(true),
        rooms.countAll(),
        media.totals());
  }
}
