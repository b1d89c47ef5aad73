package org.konsil.media;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes away what a killed server left: unfinished uploads at the start of the node, and later
 * files that no row refers to (F2).
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MediaSweep {
  private static final Logger LOG = Logger.getLogger(MediaSweep.class.getName());

  /** Between a file's move to its place and its row there are milliseconds. */
  private static final Duration ROW_IS_DUE = Duration.ofMinutes(10);

  private static final Duration OTHERS_PARTS = Duration.ofDays(1);
  private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  @Inject private MediaStore store;
  @Inject private MediaFiles files;
  @Inject private ResumableUploadService uploads;
  @Inject private Clock clock;
  @Resource private TimerService timers;

  public MediaSweep() {}

  MediaSweep(MediaStore store, MediaFiles files, ResumableUploadService uploads, Clock clock) {
    this.store = store;
    this.files = files;
    this.uploads = uploads;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    deleteParts(true);
    timers.createSingleActionTimer(FIRST_SWEEP.toMillis(), new TimerConfig(null, false));
  }

  @Timeout
  @Schedule(hour = "*/6", minute = "23", persistent = false)
  public void sweep() {
    deleteParts(false);
    store.deleteExpired(clock.instant());
    uploads.deleteExpired();
    deleteOrphans();
  }

  public void deleteParts(boolean atStart) {
    try {
      files.deleteParts(atStart, clock.instant().minus(OTHERS_PARTS));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "unfinished uploads could not be taken away", e);
    }
  }

  /** Returns the number of files that were deleted. */
  public int deleteOrphans() {
    Instant due = clock.instant().minus(ROW_IS_DUE);
    List<String> batch = new ArrayList<>();
    int[] deleted = {0};
    try {
      files.forEachOlderThan(
          due,
          fileId -> {
            batch.add(fileId);
            if (batch.size() == BATCH) {
              deleted[0] += deleteUnknown(batch);
            }
          });
      deleted[0] += deleteUnknown(batch);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "the media directory could not be swept", e);
    }
    return deleted[0];
  }

  private int deleteUnknown(List<String> batch) {
    Set<String> unknown = new HashSet<>(batch);
    unknown.removeAll(store.known(batch));
    unknown.forEach(files::delete);
    batch.clear();
    return unknown.size();
  }
}
