package org.konsil.push;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** What waits for push gateways. For capabilities that have decided that the caller may know. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PushBacklogService {
  @Inject private PushQueueStore queue;

  /** Pushes that were not delivered yet. */
  public long countWaiting() {
    return queue.count();
  }

  /** Those of them that a gateway did not take at the first attempt. */
  public long countFailing() {
    return queue.countFailing();
  }
}
