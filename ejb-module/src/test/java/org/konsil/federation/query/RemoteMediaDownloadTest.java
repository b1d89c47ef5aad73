package org.konsil.federation.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.media.MediaUri;
import org.konsil.media.RemoteMedia.Fetched;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.room.TestRooms;

/** From a server that does not know the authenticated download. */
class RemoteMediaDownloadTest {
  private final TestRooms rooms = new TestRooms();
  private final OldServer server = new OldServer();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void itsDeprecatedOperationIsAsked() throws IOException {
    server.errcode = "M_UNRECOGNIZED";
    Path file = folder.resolve("file");

    Fetched fetched = fetch(file, 100);

    assertThat(server.asked)
        .containsExactly("/_matrix/media/v3/download/alt.example/abc?allow_remote=false");
    assertThat(fetched.contentType()).isEqualTo("text/plain");
    assertThat(fetched.fileName()).contains("befund.txt");
    assertThat(Files.readString(file).substring((int) fetched.offset())).isEqualTo("Befund");
    assertThat(fetched.length()).isEqualTo(6);
    assertThatThrownBy(() -> fetch(file, 5)).isInstanceOf(MatrixException.class);
  }

  @Test
  void whatItDoesNotHaveIsNotAskedForTwice() {
    server.errcode = "M_NOT_FOUND";

    assertThatThrownBy(() -> fetch(folder.resolve("file"), 100))
        .isInstanceOf(RemoteServerException.class);
    assertThat(server.asked).isEmpty();
  }

  private Fetched fetch(Path file, int max) {
    rooms.put(FederationClient.class, server);
    return rooms
        .get(RemoteMediaDownload.class)
        .fetch(TestRooms.KLINIK, MediaUri.of("alt.example", "abc"), file, max);
  }

  private static final class OldServer extends FederationClient {
    private final List<String> asked = new ArrayList<>();
    private String errcode;

    @Override
    public HttpAnswer download(
        ServerName from, ServerName to, String path, Path into, Duration timeout, int max) {
      byte[] body = ("{\"errcode\":\"" + errcode + "\"}").getBytes(StandardCharsets.UTF_8);
      throw RemoteServerException.refused(new HttpAnswer(404, Map.of(), body));
    }

    @Override
    public HttpAnswer downloadUnsigned(
        ServerName to, String path, Path into, Duration timeout, int max) {
      asked.add(path);
      try {
        Files.writeString(into, "Befund");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new HttpAnswer(
          200,
          Map.of(
              "content-type", "text/plain",
              "content-disposition", "attachment; filename=befund.txt"),
          new byte[0]);
    }
  }
}
