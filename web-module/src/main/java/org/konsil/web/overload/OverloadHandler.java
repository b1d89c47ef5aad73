package org.konsil.web.overload;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * At both ends of the queue for a thread. Refusals say when to come again, each client another
 * time, so that they do not all come at once.
 */
final class OverloadHandler {
  private static final AttachmentKey<AtomicBoolean> WAITS =
      AttachmentKey.create(AtomicBoolean.class);
  private static final int SOONEST_MILLIS = 2_000;
  private static final int LATEST_MILLIS = 15_000;

  private final WaitingRequests waiting;
  private final LongAdder refusals;

  OverloadHandler(WaitingRequests waiting, LongAdder refusals) {
    this.waiting = waiting;
    this.refusals = refusals;
  }

  /** In front of the queue, on the thread that reads from the network. */
  HttpHandler before(HttpHandler next) {
    return exchange -> {
      if (!exchange.isInIoThread() || isForOperators(exchange)) {
        next.handleRequest(exchange);
      } else if (waiting.enter(System.nanoTime())) {
        AtomicBoolean waits = new AtomicBoolean(true);
        exchange.putAttachment(WAITS, waits);
        exchange.addExchangeCompleteListener(
            (ended, listeners) -> {
              end(waits);
              listeners.proceed();
            });
        next.handleRequest(exchange);
      } else {
        refuse(exchange);
      }
    };
  }

  /** Behind it, on the thread that the request was given. */
  HttpHandler after(HttpHandler next) {
    return exchange -> {
      AtomicBoolean waits = exchange.getAttachment(WAITS);
      if (waits != null) {
        end(waits);
      }
      next.handleRequest(exchange);
    };
  }

  private void end(AtomicBoolean waits) {
    if (waits.compareAndSet(true, false)) {
      waiting.ended(System.nanoTime());
    }
  }

  /** They ask because the node is in trouble. */
  private static boolean isForOperators(HttpServerExchange exchange) {
    String path = exchange.getRequestPath();
    return path.equals("/metrics") || path.startsWith("/health/");
  }

  private void refuse(HttpServerExchange exchange) {
    refusals.increment();
    long millis = ThreadLocalRandom.current().nextLong(SOONEST_MILLIS, LATEST_MILLIS);
    MatrixException busy =
        MatrixException.of(ErrorCode.M_LIMIT_EXCEEDED, "The server is busy; try again later")
            .with("retry_after_ms", millis);
    exchange.setStatusCode(503);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString((millis + 999) / 1000));
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    if (exchange.getRequestContentLength() != 0) {
      // the body is not read, so nothing can follow it
      exchange.setPersistent(false);
    }
    exchange.getResponseSender().send(new String(Json.bytes(busy.body()), StandardCharsets.UTF_8));
  }
}
