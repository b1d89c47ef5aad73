package org.konsil.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.inject.Instance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.konsil.account.Requester;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
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
  final Others remote = new Others();
  final MediaService media;
  final ThumbnailService thumbnails;
  final ResumableUploadService uploads;
  final MediaSweep sweep;

  MediaFixture(Db db, Path home) {
    directory = home.resolve("media");
    settings.setProperty("konsil.home", home.toString());
    settings.setProperty("konsil.media.maxBytes", "100000");
    KonsilConfig config = new KonsilConfig(settings);
    store = new MediaStore(db);
    files = new MediaFiles(config, new SecureRandom(), Runnable::run);
    MediaLookup lookup = new MediaLookup(store, files, new HostedDomain(), config);
    RemoteMediaCache cache =
        new RemoteMediaCache(store, files, new HostedDomain(), config, clock, others());
    MediaQuota quota = new MediaQuota(store, config);
    media = new MediaService(store, files, lookup, quota, config, clock, cache);
    uploads =
        new ResumableUploadService(new ResumableUploadStore(db), store, files, quota, media, clock);
    thumbnails = new ThumbnailService(lookup, store, files, new ThumbnailSlots(), clock, cache);
    sweep = new MediaSweep(store, files, uploads, clock);
  }

  @SuppressWarnings("unchecked")
  private Instance<RemoteMedia> others() {
    return (Instance<RemoteMedia>)
        Proxy.newProxyInstance(
            MediaFixture.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, args) -> method.getName().equals("get") ? remote : true);
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

  /** Other servers: content by its URI, in an envelope of ten bytes. */
  static final class Others implements RemoteMedia {
    final Map<MediaUri, byte[]> contents = new HashMap<>();
    int asked;

    @Override
    public Fetched fetch(ServerName from, MediaUri uri, Path into, int maxBytes) {
      asked++;
      byte[] content = contents.get(uri);
      if (content == null) {
        throw MatrixException.notFound("Unknown media");
      }
      try {
        Files.write(into, ("0123456789" + new String(content, UTF_8) + "tail").getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Fetched("text/plain", Optional.of("n"), 10, content.length);
    }
  }
}
