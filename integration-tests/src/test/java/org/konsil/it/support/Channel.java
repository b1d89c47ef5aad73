package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.konsil.core.json.Json;

/** A socket of the real-time channel that a test speaks on, one frame at a time. */
public final class Channel implements WebSocket.Listener {
  private static final long SECONDS = 60;
  private static final int ABNORMAL = 1006;

  /** No frame is empty. */
  private static final String CLOSED = "";

  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  public static Channel open(URI server) {
    Channel channel = new Channel();
    URI address = URI.create("ws://" + server.getHost() + ":" + server.getPort() + "/ws/");
    channel.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, channel).join();
    return channel;
  }

  /** Sends what is not answered, or not yet. */
  public void tell(ObjectNode frame) {
    socket.sendText(frame.toString(), true).join();
  }

  /** Sends, and takes the next frame that comes for the answer. */
  public JsonNode ask(ObjectNode frame) {
    tell(frame);
    return next();
  }

  /**
   * The next frame that comes.
   *
   * @throws UncheckedIOException when the socket is closed instead
   */
  public JsonNode next() {
    try {
      String answer = answers.poll(SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer");
      }
      if (answer.equals(CLOSED)) {
        throw new IOException("the socket was closed");
      }
      return Json.mapper().readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  /** The code that the server closes with. */
  public int closeCode() throws Exception {
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
    end(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    end(ABNORMAL);
  }

  private void end(int code) {
    closed.complete(code);
    answers.add(CLOSED);
  }
}
