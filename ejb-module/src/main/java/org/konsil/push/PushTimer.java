package org.konsil.push;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/**
 * Looks regularly for what was put off, for what a node left that is gone, and for pushers that
 * were set on another node.
 */
@Stateless
public class PushTimer {
  @Inject private PusherIndex index;
  @Inject private PushWorker worker;

  @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
  public void look() {
    index.refresh();
    worker.nudge();
  }
}
