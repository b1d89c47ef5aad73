package org.konsil.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

class ReceiptTest {
  private static final RoomId ROOM = RoomId.parse("!r:klinik.example");
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final EventId EVENT = EventId.parse("$e:klinik.example");

  /** The content has one place for a user and an event; the unthreaded one says more. */
  @Test
  void anUnthreadedReceiptIsNotHiddenByOneOfAThread() {
    for (List<Optional<String>> order :
        List.of(
            List.of(Optional.<String>empty(), Optional.of("main")),
            List.of(Optional.of("main"), Optional.<String>empty()))) {
      ObjectNode content = Json.object();
      order.forEach(
          thread -> new Receipt(ROOM, ANNA, Receipt.READ, thread, EVENT, 17).putInto(content));
      JsonNode data = content.path(EVENT.value()).path(Receipt.READ).path(ANNA.value());
      assertThat(data).hasToString("{\"ts\":17}");
    }
  }
}
