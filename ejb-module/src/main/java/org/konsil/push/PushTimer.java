package org.konsil.push;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Looks regularly for what was put off, and for what a node left that is gone. */
@Stateless
public class PushTimer {
  @Inject private PushWorker worker;

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  public void look() {
    worker.nudge();
  }
}
