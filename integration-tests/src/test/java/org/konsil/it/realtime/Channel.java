package org.konsil.it.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.konsil.core.json.Json;

/** A socket that a test speaks on, one frame at a time. */
final class Channel implements WebSocket.Listener {
  private static final long SECONDS = 60;

  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  static Channel open(URI server) {
    Channel channel = new Channel();
    URI address = URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws/");
    channel.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, channel).join();
    return channel;
  }

  /** Sends what is not answered, or not yet. */
  void tell(ObjectNode frame) {
    socket.sendText(frame.toString(), true).join();
  }

  /** Sends, and takes the next frame that comes for the answer. */
  JsonNode ask(ObjectNode frame) throws Exception {
    tell(frame);
    return next();
  }

  /** The next frame that comes. */
  JsonNode next() throws Exception {
    String answer = answers.poll(SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer");
    }
    return Json.mapper().readTree(answer);
  }

  /** The code that the server closes with. */
  int closeCode() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      answers.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }
}
