package org.konsil.it.durability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;

/**
 * A fixed number of messages over several rooms, sent by several threads at once, and what became
 * of each. Stops when the server goes away and can go on afterwards.
 */
final class Sending {
  /** A message to be sent; its number is its transaction id and its text. */
  record Message(int number, String room) {}

  private final MatrixClient sender;
  private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Message> unanswered = new ConcurrentLinkedQueue<>();
  private final Map<Message, String> acknowledged = new ConcurrentHashMap<>();
  private final Set<Message> handedOut = new HashSet<>();
  private final Semaphore acknowledgements = new Semaphore(0);
  private int awaited;

  Sending(MatrixClient sender, List<String> rooms, int count) {
    this.sender = sender;
    for (int i = 0; i < count; i++) {
      waiting.add(new Message(i, rooms.get(i % rooms.size())));
    }
  }

  /** Sends on in so many threads until nothing is left or the server is gone. */
  List<Future<Void>> begin(ExecutorService threads, int parallel) {
    Callable<Void> work =
        () -> {
          for (Message next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!attempt(next)) {
              return null;
            }
          }
          return null;
        };
    return Stream.generate(() -> threads.submit(work)).limit(parallel).toList();
  }

  /** Returns once so many are acknowledged in all. */
  void awaitAcknowledged(int count) throws InterruptedException, TimeoutException {
    if (!acknowledgements.tryAcquire(count - awaited, 60, TimeUnit.SECONDS)) {
      throw new TimeoutException(count + " acknowledgements did not come");
    }
    awaited = count;
  }

  /** What was sent and never answered goes first when sending goes on, with the same id. */
  void repeatUnanswered() {
    for (Message next = unanswered.poll(); next != null; next = unanswered.poll()) {
      acknowledged.put(next, send(next));
    }
  }

  /** Sends once more what was acknowledged already. */
  String repeat(Message message) {
    return send(message);
  }

  /** Event ids by message. */
  Map<Message, String> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** Those that were not handed out by this method before. */
  Map<Message, String> newlyAcknowledged() {
    Map<Message, String> fresh = new HashMap<>(acknowledged);
    fresh.keySet().removeAll(handedOut);
    handedOut.addAll(fresh.keySet());
    return fresh;
  }

  int unanswered() {
    return unanswered.size();
  }

  private boolean attempt(Message message) {
    try {
      acknowledged.put(message, send(message));
      acknowledgements.release();
      return true;
    } catch (UncheckedIOException e) {
      unanswered.add(message);
      return false;
    }
  }

  private String send(Message message) {
    ObjectNode content = Json.object().put("msgtype", "m.text").put("body", "n" + message.number());
    MatrixClient.Answer answer;
    try {
      answer = sender.send(message.room(), "txn" + message.number(), content).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException gone) {
        throw new UncheckedIOException(gone);
      }
      throw e;
    }
    if (answer.status() != 200) {
      throw new AssertionError(message + ": " + answer.status() + " " + answer.body());
    }
    return answer.body().path("event_id").asText();
  }
}
