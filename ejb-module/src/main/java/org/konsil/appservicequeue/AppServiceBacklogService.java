package org.konsil.appservicequeue;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.MatrixException;

/**
 * What waits for application services. For capabilities that have decided that the caller may know.
 */
@Stateless
public class AppServiceBacklogService {
  @Inject private AppServices services;
  @Inject private AppServiceQueueStore queue;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<AppServiceBacklog> all() {
    return services.all().stream().map(AppService::id).map(queue::backlog).toList();
  }

  /**
   * Lets the transaction that a service did not take be sent again within seconds.
   *
   * @throws MatrixException M_NOT_FOUND
   */
  public void retry(String id) {
    if (services.find(id).isEmpty()) {
      throw MatrixException.notFound("Unknown application service");
    }
    queue.retryNow(id);
  }
}
