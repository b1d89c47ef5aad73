package org.konsil.ws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.Requester;
import org.konsil.longpoll.LongPolling.Polling;

/** One socket: who speaks on it, and the one sync that may wait on it. */
final class Connection {
  /** RFC 6455: this node stops, another one answers. */
  static final int GOING_AWAY = 1001;

  /** Close codes of our own: the token is missing, expired or revoked; the client is too slow. */
  static final int UNAUTHORISED = 4401;

  static final int TOO_SLOW = 4408;

  private static final Logger LOG = Logger.getLogger(Connection.class.getName());
  private static final int MAX_UNSENT = 64;

  private final Session session;
  private final AtomicInteger unsent = new AtomicInteger();
  private volatile String token;
  private volatile Requester requester;
  private volatile Instant authenticateBy = Instant.MAX;
  private long waitingId;
  private Polling waiting;

  Connection(Session session) {
    this.session = session;
  }

  void mustAuthenticateBy(Instant time) {
    this.authenticateBy = time;
  }

  /** Whether the time to send a token is over. */
  boolean isTooLate(Instant now) {
    return now.isAfter(authenticateBy);
  }

  void authenticated(String accessToken, Requester caller) {
    this.token = accessToken;
    this.requester = caller;
  }

  /** The token that the socket was opened with; null before. */
  String token() {
    return token;
  }

  Requester requester() {
    return requester;
  }

  boolean isAuthenticated() {
    return requester != null;
  }

  /** A new sync takes the place of the one that waits, as a client that asks again has given up. */
  synchronized void waitsFor(long id, Polling next) {
    stopWaiting();
    waitingId = id;
    waiting = next;
  }

  /** Nobody wants the answer of the sync with this id any more; any other goes on. */
  synchronized void cancel(long id) {
    if (waitingId == id) {
      stopWaiting();
    }
  }

  /** Nothing waits on this socket any more. */
  synchronized void stopWaiting() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
  }

  /**
   * Sends without blocking; a client that does not read is cut off, not queued for without bound.
   */
  void send(ObjectNode frame) {
    if (unsent.incrementAndGet() > MAX_UNSENT) {
      close(TOO_SLOW, "too many unread answers");
      return;
    }
    session.getAsyncRemote().sendText(frame.toString(), result -> unsent.decrementAndGet());
  }

  void close(int code, String reason) {
    stopWaiting();
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException e) {
      LOG.log(Level.FINE, e, () -> "socket was already gone");
    }
  }
}
