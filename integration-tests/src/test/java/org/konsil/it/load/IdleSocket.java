package org.konsil.it.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;

/** A socket that syncs until there are messages. */
final class IdleSocket implements WebSocket.Listener {
  private static final int AUTH = 1;
  private static final int TIMEOUT_MILLIS = 110_000;

  private final CompletableFuture<List<String>> texts = new CompletableFuture<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final StringBuilder frame = new StringBuilder();
  private final MatrixClient client;
  private final String since;

  private IdleSocket(MatrixClient client, String since) {
    this.client = client;
    this.since = since;
  }

  /** Opens a socket at this address, authenticates and begins to sync after this token. */
  static IdleSocket open(HttpClient http, URI address, MatrixClient client, String since) {
    IdleSocket socket = new IdleSocket(client, since);
    http.newWebSocketBuilder()
        .buildAsync(address, socket)
        .exceptionally(
            failure -> {
              socket.fail(failure);
              return null;
            });
    return socket;
  }

  /** Done when the server knows who this is. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** The texts of the first messages. */
  CompletableFuture<List<String>> texts() {
    return texts;
  }

  @Override
  public void onOpen(WebSocket socket) {
    socket.sendText(
        Json.object()
            .put("id", AUTH)
            .put("op", "auth")
            .put("access_token", client.token())
            .toString(),
        true);
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      String text = frame.toString();
      frame.setLength(0);
      try {
        received(socket, Json.mapper().readTree(text));
      } catch (JsonProcessingException e) {
        fail(e);
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    fail(new AssertionError("closed: " + code + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    fail(failure);
  }

  private void received(WebSocket socket, JsonNode answer) {
    if (answer.path("status").asInt() != 200) {
      fail(new AssertionError(answer.toString()));
    } else if (answer.path("id").asInt() == AUTH) {
      sync(socket, since);
      ready.complete(null);
    } else {
      List<String> found = SyncBody.texts(answer.path("body"));
      if (found.isEmpty()) {
        sync(socket, SyncBody.nextBatch(answer.path("body")));
      } else {
        texts.complete(found);
      }
    }
  }

  private static void sync(WebSocket socket, String since) {
    socket.sendText(
        Json.object()
            .put("id", AUTH + 1)
            .put("op", "sync")
            .put("since", since)
            .put("set_presence", "offline")
            .put("timeout", TIMEOUT_MILLIS)
            .toString(),
        true);
  }

  private void fail(Throwable failure) {
    ready.completeExceptionally(failure);
    texts.completeExceptionally(failure);
  }
}
