package org.konsil.ws;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.AccessTokenService;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.json.Json;
import org.konsil.participation.EventSendingService;
import org.konsil.rawdata.Measurement;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.rawdata.RawDataService;
import org.konsil.sync.FilterService;
import org.konsil.sync.SyncRequest;
import org.konsil.sync.SyncToken;
import org.konsil.sync.SyncWaiting;

/**
 * {@code wss://host/ws/}: the first frame is {@code auth} with an access token, within ten seconds,
 * and, as {@code user_agent}, what a client of TI-M says in X-TIM-User-Agent elsewhere; then {@code
 * sync} as GET /sync (one waits at a time), {@code send} as PUT send, and {@code cancel} with the
 * id of a sync that need not be answered any more; it is not answered itself, and takes back no
 * send. Close code 4401 means that the token is missing, expired or revoked.
 */
@ServerEndpoint("/")
public class SyncEndpoint {
  private static final Logger LOG = Logger.getLogger(SyncEndpoint.class.getName());
  private static final int MAX_FRAME = 128 * 1024;
  private static final long SEND_MILLIS = 30_000;
  private static final int OK = 200;
  private static final int INTERNAL_ERROR = 500;

  @Inject private Connections connections;
  @Inject private AccessTokenService tokens;
  @Inject private FilterService filters;
  @Inject private SyncWaiting syncs;
  @Inject private EventSendingService sending;

  @Inject private RawDataService measured;
  @Inject private Clock clock;

  private Connection connection;
  private String client = "";

  @OnOpen
  public void opened(Session session) {
    session.setMaxTextMessageBufferSize(MAX_FRAME);
    session.getAsyncRemote().setSendTimeout(SEND_MILLIS);
    connection = new Connection(session);
    connections.opened(connection);
  }

  @OnMessage(maxMessageSize = MAX_FRAME)
  public void received(String text) {
    Frame frame = new Frame(0, "", Json.object());
    try {
      frame = Frame.parse(text);
      handle(frame);
    } catch (RuntimeException e) {
      answerError(frame, e);
    }
  }

  @OnClose
  public void closed(CloseReason reason) {
    connections.closed(connection);
  }

  @OnError
  public void failed(Throwable failure) {
    LOG.log(Level.FINE, failure, () -> "socket failed");
  }

  private void handle(Frame frame) {
    if (frame.op().equals("auth")) {
      authenticate(frame);
      return;
    }
    if (!connection.isAuthenticated()) {
      connection.close(Connection.UNAUTHORISED, ErrorCode.M_MISSING_TOKEN.name());
      return;
    }
    switch (frame.op()) {
      case "sync" -> sync(frame);
      case "send" -> measuredSend(frame);
      case "cancel" -> connection.cancel(frame.id());
      default -> throw MatrixException.unrecognized("Unknown op");
    }
  }

  private void authenticate(Frame frame) {
    String token = frame.text("access_token");
    client = frame.body().path("user_agent").asText();
    try {
      connection.authenticated(token, tokens.authenticate(token));
      connection.send(frame.answer(Json.object()).put("op", "ready"));
    } catch (MatrixException e) {
      connection.send(frame.error(e));
      connection.close(Connection.UNAUTHORISED, e.code().name());
    }
  }

  private void sync(Frame frame) {
    Requester requester = connection.requester();
    SyncRequest request =
        new SyncRequest(
            Optional.ofNullable(frame.body().get("since"))
                .filter(since -> !since.isNull())
                .map(since -> SyncToken.parse(since.asText())),
            filters.resolve(requester, filterText(frame)),
            frame.body().path("full_state").asBoolean(),
            frame.body().path("use_state_after").asBoolean(),
            frame.body().path("set_presence").asText("online"));
    connection.waitsFor(
        frame.id(),
        syncs.sync(
            requester,
            request,
            Duration.ofMillis(Math.max(0, frame.body().path("timeout").asLong())),
            body -> connection.send(frame.answer(body)),
            failure -> answerError(frame, failure)));
  }

  private static String filterText(Frame frame) {
    if (!frame.body().has("filter")) {
      return null;
    }
    return frame.body().get("filter").isTextual()
        ? frame.body().get("filter").asText()
        : frame.body().get("filter").toString();
  }

  /** As at the door of PUT send (A_22005); sizes are not told. */
  private void measuredSend(Frame frame) {
    long start = clock.millis();
    int status = INTERNAL_ERROR;
    try {
      send(frame);
      status = OK;
    } catch (MatrixException e) {
      status = e.status();
      throw e;
    } finally {
      measured.record(
          new Measurement(
              RawDataOperation.EVENT_WITHIN,
              connection.requester().domain(),
              start,
              clock.millis() - start,
              status,
              0,
              0,
              client));
    }
  }

  private void send(Frame frame) {
    EventId event =
        sending.send(
            connection.requester(),
            RoomId.parse(frame.text("room_id")),
            frame.text("type"),
            frame.text("txn_id"),
            frame.object("content"));
    connection.send(frame.answer(Json.object().put("event_id", event.value())));
  }

  private void answerError(Frame frame, Throwable failure) {
    connection.send(frame.error(asMatrixException(failure)));
  }

  private static MatrixException asMatrixException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MatrixException matrix) {
        return matrix;
      }
    }
    LOG.log(Level.SEVERE, failure, () -> "unforeseen failure on a socket");
    return MatrixException.unknown("Internal server error").status(500);
  }
}
