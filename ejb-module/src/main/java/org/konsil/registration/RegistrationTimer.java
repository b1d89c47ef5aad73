package org.konsil.registration;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.konsil.federationlist.FederationMembershipService;

/** Keeps the federation in step with what was ordered, on every node that has a directory. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class RegistrationTimer {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  @Resource private TimerService timers;
  @Inject private FederationMembershipService membership;
  @Inject private RegistrationSettings settings;
  @Inject private ServiceProvisioning provisioning;
  @Inject private ActivityCheck activity;

  @PostConstruct
  void start() {
    if (settings.enabled() && membership.configured()) {
      timers.createIntervalTimer(
          INTERVAL.toMillis(), INTERVAL.toMillis(), new TimerConfig("registration", false));
    }
  }

  @Timeout
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tick() {
    activity.runDaily();
    provisioning.run();
  }
}
