package org.konsil.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A user who waits in /sync for certain texts and sees only the newest messages of each room. */
final class Arrivals {
  private static final String FILTER = "{\"room\":{\"timeline\":{\"limit\":10}}}";
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Connection connection;
  private final Account user;
  private String since;

  Arrivals(Connection connection, Account user, String since) {
    this.connection = connection;
    this.user = user;
    this.since = since;
  }

  /**
   * @return where the user stands once all were seen
   * @throws IllegalStateException when one of them does not come within ten minutes
   */
  String await(List<String> texts) {
    List<String> missing = new ArrayList<>(texts);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!missing.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("never arrived: " + missing);
      }
      String query = "?timeout=30000&since=" + since + "&filter=" + Call.encode(FILTER);
      Reply reply = connection.get(Call.V3 + "/sync" + query, user.token()).ok();
      String body = reply.text();
      missing.removeIf(text -> body.contains("\"" + text + "\""));
      since = reply.json().path("next_batch").textValue();
    }
    return since;
  }
}
