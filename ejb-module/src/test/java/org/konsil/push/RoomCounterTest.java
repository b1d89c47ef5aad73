package org.konsil.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.core.push.PushAction;
import org.konsil.ephemeral.ReadUpTo;
import org.konsil.push.NotificationCounts.Count;

class RoomCounterTest {
  private static final Optional<PushAction> NOTIFY = action(true, false);
  private static final Optional<PushAction> HIGHLIGHT = action(true, true);
  private static final Optional<PushAction> SILENT = action(false, false);

  @Test
  void countsWhatNotifiesAfterTheReceipt() {
    RoomCounter counter = new RoomCounter(new ReadUpTo(10, Map.of()), 8);
    add(counter, 9, Optional.empty(), false, NOTIFY);
    add(counter, 11, Optional.empty(), false, NOTIFY);
    add(counter, 12, Optional.empty(), false, HIGHLIGHT);
    add(counter, 13, Optional.empty(), false, SILENT);
    add(counter, 14, Optional.empty(), false, Optional.empty());
    assertThat(counter.counts().main()).isEqualTo(new Count(2, 1));
    assertThat(counter.seen()).isEqualTo(14);
  }

  @Test
  void ownEventReadsWhatCameBeforeItInItsThread() {
    RoomCounter counter = new RoomCounter(ReadUpTo.NOTHING, 0);
    add(counter, 1, Optional.empty(), false, NOTIFY);
    add(counter, 2, Optional.of("$root"), false, NOTIFY);
    add(counter, 3, Optional.empty(), true, Optional.empty());
    add(counter, 4, Optional.empty(), false, NOTIFY);
    assertThat(counter.counts().main()).isEqualTo(new Count(1, 0));
    assertThat(counter.counts().threads()).isEqualTo(Map.of("$root", new Count(1, 0)));
  }

  @Test
  void threadsCountInTheRoomUnlessAskedForApart() {
    RoomCounter counter = new RoomCounter(new ReadUpTo(0, Map.of("$read", 9L)), 0);
    add(counter, 5, Optional.of("$read"), false, NOTIFY);
    add(counter, 6, Optional.of("$root"), false, HIGHLIGHT);
    add(counter, 7, Optional.empty(), false, NOTIFY);
    NotificationCounts counts = counter.counts();
    assertThat(counts.roomJson(false).get("notification_count").asInt()).isEqualTo(2);
    assertThat(counts.roomJson(true).get("notification_count").asInt()).isEqualTo(1);
    assertThat(counts.threadsJson().get("$root").get("highlight_count").asInt()).isEqualTo(1);
    assertThat(counts.threadsJson().has("$read")).isFalse();
  }

  @Test
  void whatTwoReadersFoundCountsOnce() {
    RoomCounter counter = new RoomCounter(ReadUpTo.NOTHING, 0);
    RoomCounter.Unread event = new RoomCounter.Unread(3, Optional.empty(), false, NOTIFY);
    counter.add(0, List.of(event), 5);
    counter.add(0, List.of(event), 4);
    assertThat(counter.seen()).isEqualTo(5);
    assertThat(counter.counts().main()).isEqualTo(new Count(1, 0));
  }

  private static void add(
      RoomCounter counter,
      long position,
      Optional<String> thread,
      boolean own,
      Optional<PushAction> action) {
    RoomCounter.Unread event = new RoomCounter.Unread(position, thread, own, action);
    counter.add(counter.seen(), List.of(event), position);
  }

  private static Optional<PushAction> action(boolean notifies, boolean highlight) {
    ObjectNode tweaks = Json.object();
    if (highlight) {
      tweaks.put("highlight", true);
    }
    return Optional.of(new PushAction("rule", notifies, tweaks));
  }
}
