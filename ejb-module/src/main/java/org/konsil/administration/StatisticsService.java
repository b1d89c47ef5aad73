package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.media.MediaStockService;
import org.konsil.org.OrgAdminService;
import org.konsil.roomcensus.RoomCensusService;

/** The administrator's domain in numbers, counted when asked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StatisticsService {
  @Inject private OrgAdminService accounts;
  @Inject private RoomCensusService rooms;
  @Inject private MediaStockService media;

  public DomainStatistics get(Requester admin) {
    AdministrationScope.requireAdmin(admin);
    return new DomainStatistics(
        accounts.figures(admin), rooms.count(admin.domain()), media.bytesOf(admin.domain()));
  }
}
