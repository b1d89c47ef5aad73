package org.konsil.it.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One file of 100 MB up and down again, three times. */
final class MediaScenario implements Scenario {
  private static final long BYTES = 100_000_000L;
  private static final int TIMES = 3;

  @Override
  public void run(Target target, Scale scale, Figures figures) throws IOException {
    Account user = new Population(target).accounts(1).get(0);
    byte[] block = new byte[1_000_000];
    new SplittableRandom(1).nextBytes(block);
    double[] up = new double[TIMES];
    double[] down = new double[TIMES];
    try (Connection connection = new Connection(target)) {
      for (int i = 0; i < TIMES; i++) {
        long begin = System.nanoTime();
        String uri = upload(connection, user, block);
        up[i] = megabytesPerSecond(begin);
        begin = System.nanoTime();
        String path = "/_matrix/client/v1/media/download/" + uri.substring("mxc://".length());
        if (connection.download(Call.bytes("GET", path, user.token(), ""), BYTES) < BYTES) {
          throw new IOException("the download ended early");
        }
        down[i] = megabytesPerSecond(begin);
      }
    }
    Arrays.sort(up);
    Arrays.sort(down);
    figures.put("media.up", up[TIMES / 2]);
    figures.put("media.down", down[TIMES / 2]);
  }

  private static String upload(Connection connection, Account user, byte[] block)
      throws IOException {
    byte[] head =
        Call.head(
            "POST", "/_matrix/media/v3/upload", user.token(), "application/octet-stream", BYTES);
    return connection.upload(head, block, BYTES).ok().json().path("content_uri").textValue();
  }

  private static double megabytesPerSecond(long begin) {
    return BYTES / 1e6 / ((System.nanoTime() - begin) / 1e9);
  }
}
