package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.appservicequeue.AppServiceBacklogService;
import org.konsil.audit.AuditService;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.federation.outbound.Destination;
import org.konsil.federation.outbound.DestinationService;
import org.konsil.push.PushBacklogService;
import org.konsil.roompurge.RoomPurgeService;
import org.konsil.scheduling.ScheduledMessageService;

/** What is running or waiting in the background, on whichever node; for operators. */
@Stateless
public class BackgroundWorkService {
  @Inject private AdministrationScope scope;
  @Inject private DestinationService destinations;
  @Inject private PushBacklogService pushes;
  @Inject private AppServiceBacklogService appServices;
  @Inject private RoomPurgeService purges;
  @Inject private ScheduledMessageService scheduled;
  @Inject private DomainService domains;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public BackgroundWork get(Requester operator) {
    scope.requireOperator(operator);
    return new BackgroundWork(
        destinations.countWaiting(),
        destinations.countFailing(),
        pushes.countWaiting(),
        pushes.countFailing(),
        appServices.all(),
        purges.countUnfinished(),
        scheduled.count(),
        domains.removing().size());
  }

  /** Servers that something waits for, who has failed most often first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Page<Destination> destinations(Requester operator, int first, int count) {
    scope.requireOperator(operator);
    return new Page<>(destinations.page(first, count), first, destinations.count());
  }

  /** Tries another server again before its time. */
  public void retryServer(Requester operator, ServerName server) {
    scope.requireOperator(operator);
    destinations.retry(server);
    record(operator, "federation.retry", server.value());
  }

  /**
   * Tries an application service again before its time.
   *
   * @throws MatrixException M_NOT_FOUND
   */
  public void retryAppService(Requester operator, String id) {
    scope.requireOperator(operator);
    appServices.retry(id);
    record(operator, "appservice.retry", id);
  }

  private void record(Requester operator, String act, String object) {
    audit.record(operator, act, object, Json.object());
  }
}
