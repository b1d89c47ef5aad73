package org.konsil.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.health.ReadinessCheck;

/** The server is neither stopping nor suspended by an administrator. */
@ApplicationScoped
class AcceptingRequests implements ReadinessCheck {
  @Inject private StopNotice stopNotice;

  @Override
  public String name() {
    return "accepting";
  }

  @Override
  public boolean isReady() {
    return !stopNotice.isStopping();
  }
}
