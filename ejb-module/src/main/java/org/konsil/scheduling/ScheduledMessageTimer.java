package org.konsil.scheduling;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks for messages whose time has come. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduledMessageTimer {
  @Inject private ScheduledSending sending;

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void look() {
    sending.sendDue();
  }
}
