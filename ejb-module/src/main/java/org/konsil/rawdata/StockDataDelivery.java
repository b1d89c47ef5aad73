package org.konsil.rawdata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.rawdata.StockDataStore.Undelivered;

/**
 * Delivers the stock data of a month, as the body of a request without a file name; again every
 * hour until they are taken.
 */
@ApplicationScoped
class StockDataDelivery {
  private static final Logger LOG = Logger.getLogger(StockDataDelivery.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 64 * 1024;
  private static final Duration AGAIN = Duration.ofHours(1);

  @Inject private StockDataStore store;
  @Inject private RawDataSettings settings;
  @Inject private OutgoingHttp http;
  @Inject private Clock clock;

  void deliver() {
    settings.stockUrl().ifPresent(this::deliver);
  }

  private void deliver(URI to) {
    Instant now = clock.instant();
    Optional<Undelivered> claimed = store.claim(now, now.minus(AGAIN));
    if (claimed.isEmpty()) {
      return;
    }
    try {
      StockData document = StockData.of(claimed.get().counted(), settings.ciId());
      byte[] body = Json.mapper().writeValueAsBytes(document);
      HttpAnswer answer =
          http.send(OutgoingRequest.post(to, body).within(TIMEOUT, MAX_ANSWER).ofInstallation());
      if (!answer.isSuccess()) {
        throw new IOException("the receiver answered " + answer.status());
      }
      store.delivered(claimed.get().month(), clock.instant());
    } catch (IOException e) {
      LOG.log(Level.WARNING, e, () -> "stock data were not delivered; again in an hour");
    }
  }
}
