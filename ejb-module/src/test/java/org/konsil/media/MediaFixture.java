package org.konsil.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.storage.Db;

/** The media services over a real database and directory. */
final class MediaFixture {
  static final ServerName HOME = ServerName.parse("klinik.example");

  final Properties settings = new Properties();
  final MovableClock clock = new MovableClock();
  final Path directory;
  final MediaStore store;
  final MediaFiles files;
  final MediaService media;
  final ThumbnailService thumbnails;
  final MediaSweep sweep;

  MediaFixture(Db db, Path home) {
    directory = home.resolve("media");
    settings.setProperty("konsil.home", home.toString());
    settings.setProperty("konsil.media.maxBytes", "100000");
    KonsilConfig config = new KonsilConfig(settings);
    store = new MediaStore(db);
    files = new MediaFiles(config, new SecureRandom());
    MediaLookup lookup = new MediaLookup(store, files, new HostedDomain(), config);
    media = new MediaService(store, files, lookup, config, clock);
    thumbnails = new ThumbnailService(lookup, store, files, new ThumbnailSlots(), clock);
    sweep = new MediaSweep(store, files, clock);
  }

  static Requester someone() {
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 13), HOME);
    return new Requester(user, "D", HOME, false, 1);
  }

  MediaUri upload(Requester requester, String contentType, byte[] bytes) {
    return media.upload(
        requester,
        Upload.of(contentType, "name", Integer.toString(bytes.length)),
        new ByteArrayInputStream(bytes));
  }

  static byte[] bytes(MediaContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out, 0, content.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Every file below the media directory, finished or not. */
  long filesOnDisk() throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static final class HostedDomain extends DomainService {
    @Override
    public boolean isLocal(ServerName name) {
      return name.equals(HOME);
    }
  }

  /** Stands still until it is moved; begins now, since files carry the true time. */
  static final class MovableClock extends Clock {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
