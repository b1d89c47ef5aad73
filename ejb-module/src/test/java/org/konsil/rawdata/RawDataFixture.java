package org.konsil.rawdata;

import java.time.Clock;
import org.konsil.config.KonsilConfig;

/** Measuring, for tests of other capabilities. */
public final class RawDataFixture {
  private RawDataFixture() {}

  public static RawDataService service(KonsilConfig config, Clock clock) {
    return new RawDataService(new RawDataSettings(config), clock);
  }
}
