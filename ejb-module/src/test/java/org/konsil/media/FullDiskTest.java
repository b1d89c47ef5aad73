package org.konsil.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;

/** What becomes of media on a disk of 100 MiB, of which 64 are kept free for everything else. */
class FullDiskTest {
  private static final int MIB = 1024 * 1024;

  /** A media directory somewhere. */
  private static final class OnDisk extends KonsilConfig {
    private final Path directory;

    private OnDisk(Path directory) {
      super(new Properties());
      this.directory = directory;
    }

    @Override
    public Path mediaDirectory() {
      return directory;
    }
  }

  @Test
  void f8_uploadsAreRefusedAndLeaveRoomForChat() throws IOException {
    Configuration size = Configuration.unix().toBuilder().setMaxSize(100L * MIB).build();
    try (FileSystem disk = Jimfs.newFileSystem(size)) {
      Path directory = disk.getPath("/media");
      MediaFiles files = new MediaFiles(new OnDisk(directory), new SecureRandom(), Runnable::run);

      // more than the whole disk, of a sender who did not say how much
      assertThat(refusal(files, content(120)).status()).isEqualTo(507);
      assertThat(stored(directory)).isZero();

      StoredFile large = files.store(content(40), Long.MAX_VALUE);
      InputStream late = content(1);
      assertThat(refusal(files, late).status()).isEqualTo(507);
      assertThat(late.available()).as("not even begun to read").isEqualTo(MIB);
      assertThat(stored(directory)).isEqualTo(1);

      files.delete(large.fileId());
      assertThat(files.store(content(1), Long.MAX_VALUE).size()).isEqualTo(MIB);
    }
  }

  private static InputStream content(int mib) {
    return new ByteArrayInputStream(new byte[mib * MIB]);
  }

  private static MatrixException refusal(MediaFiles files, InputStream content) {
    return catchThrowableOfType(MatrixException.class, () -> files.store(content, Long.MAX_VALUE));
  }

  private static long stored(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
