package org.konsil.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import org.konsil.core.id.ServerName;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.rawdata.Measurement;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;

/** Sends requests and tells how long it took to deliver the events among them (A_22005). */
@ApplicationScoped
class MeasuredHttp {
  private static final String EVENTS = "/_matrix/federation/v1/send/";

  @Inject private OutgoingHttp http;
  @Inject private RawDataService measured;
  @Inject private Clock clock;

  HttpAnswer send(ServerName from, OutgoingRequest request) throws IOException {
    return request.uri().getRawPath().startsWith(EVENTS)
        ? sendEvents(from, request)
        : http.send(request);
  }

  private HttpAnswer sendEvents(ServerName from, OutgoingRequest request) throws IOException {
    long start = clock.millis();
    int status = 0;
    long answered = 0;
    try {
      HttpAnswer answer = http.send(request);
      status = answer.status();
      answered = answer.body().length;
      return answer;
    } finally {
      long sent = request.body().map(body -> (long) body.length).orElse(0L);
      measured.record(
          new Measurement(
              RawDataOperation.EVENT_SENT,
              from,
              start,
              clock.millis() - start,
              status,
              answered,
              sent,
              ""));
    }
  }
}
