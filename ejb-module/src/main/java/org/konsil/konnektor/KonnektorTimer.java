package org.konsil.konnektor;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import org.konsil.jca.api.KonnektorConnectionFactory;

/** Has the Konnektor asked every minute, on every node; first shortly after the start. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class KonnektorTimer {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  @Resource(lookup = "java:/eis/Konnektor")
  private KonnektorConnectionFactory konnektor;

  @Resource private TimerService timers;
  @EJB private KonnektorCheck check;

  @PostConstruct
  void start() {
    if (konnektor.configured()) {
      timers.createIntervalTimer(
          FIRST.toMillis(), INTERVAL.toMillis(), new TimerConfig("konnektor", false));
    }
  }

  @Timeout
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tick() {
    check.run();
  }
}
