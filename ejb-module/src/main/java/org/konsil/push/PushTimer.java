package org.konsil.push;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/**
 * Looks regularly for what was put off, for what a node left that is gone, and for pushers that
 * were set on another node.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@Lock(LockType.READ)
public class PushTimer {
  @Inject private PusherIndex index;
  @Inject private PushWorker worker;

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  public void look() {
    index.refresh();
    worker.nudge();
  }
}
