package org.konsil.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.health.ReadinessCheck;

/** The database answers and has the tables of this version. */
@ApplicationScoped
class DatabaseReadiness implements ReadinessCheck {
  @Inject private Db db;
  @Inject private StreamPositions positions;

  @Override
  public String name() {
    return "database";
  }

  /** The sequence is read when this bean is first asked, which the migrations must have made. */
  @Override
  public boolean isReady() {
    return db.exists("SELECT 1 AS one") && positions.current() >= 0;
  }
}
