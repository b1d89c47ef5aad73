package org.konsil.ephemeral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * A user has read up to an event (client-server API, "Receipts").
 *
 * @param threadId empty for an unthreaded receipt, {@code main}, or the thread's root
 * @param receivedAt epoch milliseconds
 */
public record Receipt(
    RoomId room,
    UserId user,
    String type,
    Optional<String> threadId,
    EventId event,
    long receivedAt) {
  public static final String READ = "m.read";
  public static final String READ_PRIVATE = "m.read.private";
  public static final String FULLY_READ = "m.fully_read";

  /** Adds itself to the content of an {@code m.receipt} event. */
  public void putInto(ObjectNode content) {
    ObjectNode data = Json.object().put("ts", receivedAt);
    threadId.ifPresent(thread -> data.put("thread_id", thread));
    ObjectNode ofUsers = content.withObjectProperty(event.value()).withObjectProperty(type);
    JsonNode present = ofUsers.get(user.value());
    boolean covered = present != null && !present.has("thread_id");
    if (!covered || threadId.isEmpty()) {
      ofUsers.set(user.value(), data);
    }
  }

  /** Whether nobody but the user may know it. */
  public boolean isPrivate() {
    return type.equals(READ_PRIVATE);
  }
}
