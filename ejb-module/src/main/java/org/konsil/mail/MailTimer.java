package org.konsil.mail;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks for mail that is to be sent, on every node. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailTimer {
  @Inject private MailSending sending;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void look() {
    sending.sendDue();
  }
}
