package org.konsil.rawdata;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Delivers raw data and stock data, and deletes what is too old; on every node. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RawDataDeliveryTimer {
  private static final Logger LOG = Logger.getLogger(RawDataDeliveryTimer.class.getName());

  @Inject private RawDataSettings settings;
  @Inject private RawDataDelivery delivery;
  @Inject private RawDataFiles files;
  @Inject private StockDataService stock;
  @Inject private StockDataDelivery stockDelivery;
  @Inject private Clock clock;

  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  public void deliver() {
    if (settings.enabled()) {
      stock.takeMonthly();
      delivery.deliver();
      stockDelivery.deliver();
    }
  }

  @Schedule(hour = "*", minute = "41", persistent = false)
  public void expire() {
    try {
      int lost = files.expire(clock.instant().minus(settings.keep()), settings.mostBytes());
      if (lost > 0 && settings.url().isPresent()) {
        LOG.warning(() -> lost + " files of raw data were deleted that nobody had taken");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "old raw data could not be deleted", e);
    }
  }
}
