package org.konsil.rawdata;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Writes what was measured every few seconds, and the rest at the end. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RawDataTimer {
  @Inject private RawDataService measured;
  @Inject private RawDataWriting writing;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  @PreDestroy
  public void write() {
    if (measured.enabled()) {
      writing.write();
    }
  }
}
