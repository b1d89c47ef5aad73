package org.konsil.rawdata;

import java.time.Clock;
import java.util.List;
import org.konsil.config.KonsilConfig;

/** Measuring, for tests of other capabilities. */
public final class RawDataFixture {
  private RawDataFixture() {}

  public static List<Measurement> taken(RawDataService service) {
    return service.drain();
  }

  public static RawDataService service(KonsilConfig config, Clock clock) {
    return new RawDataService(new RawDataSettings(config), clock);
  }
}
