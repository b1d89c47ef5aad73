package org.konsil.it.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.konsil.it.support.MatrixClient;

/** Polls until a sync brings messages; holds no thread meanwhile. */
final class IdlePoll {
  private static final int TIMEOUT_MILLIS = 110_000;

  private final MatrixClient client;

  private IdlePoll(MatrixClient client) {
    this.client = client;
  }

  /** The texts of the first messages after this token. */
  static CompletableFuture<List<String>> begin(MatrixClient client, String since) {
    return new IdlePoll(client).next(since);
  }

  private CompletableFuture<List<String>> next(String since) {
    String query = "?set_presence=offline&timeout=" + TIMEOUT_MILLIS + "&since=" + since;
    return client
        .callAsync("GET", "/_matrix/client/v3/sync" + query, null)
        .thenCompose(
            answer -> {
              if (answer.status() != 200) {
                throw new AssertionError("sync answered " + answer.status() + answer.body());
              }
              List<String> texts = SyncBody.texts(answer.body());
              return texts.isEmpty()
                  ? next(SyncBody.nextBatch(answer.body()))
                  : CompletableFuture.completedFuture(texts);
            });
  }
}
