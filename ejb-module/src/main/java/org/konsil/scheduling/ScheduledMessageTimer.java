package org.konsil.scheduling;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks for messages whose time has come. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ScheduledMessageTimer {
  @Inject private ScheduledSending sending;

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void look() {
    sending.sendDue();
  }
}
