package org.konsil.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;

/** Begins the warm-up beside the rest of the start. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class RoomWarmupStartup {
  @Inject private RoomWarmup warmup;
  @Resource private ManagedExecutorService executor;

  @PostConstruct
  void start() {
    executor.execute(warmup::run);
  }
}
