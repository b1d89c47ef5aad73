package org.konsil.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.konsil.room.event.StoredEvent;

class EventRingTest {
  private static StoredEvent event(long position) {
    return new StoredEvent(position, position, null, 1, false, false, 0, 0, Optional.empty());
  }

  private static EventRing ring(long completeAfter, long... positions) {
    EventRing ring = new EventRing(completeAfter);
    LongStream.of(positions).forEach(position -> ring.add(event(position)));
    return ring;
  }

  private static Optional<List<Long>> positions(Optional<List<StoredEvent>> events) {
    return events.map(list -> list.stream().map(StoredEvent::position).toList());
  }

  @Test
  void newestComeFirstAndOldestFirstTheOtherWay() {
    EventRing ring = ring(10, 11, 13, 12);
    assertThat(positions(ring.newest(10, 13, 5))).contains(List.of(13L, 12L, 11L));
    assertThat(positions(ring.oldest(10, 13, 5))).contains(List.of(11L, 12L, 13L));
    assertThat(positions(ring.newest(11, 12, 5))).contains(List.of(12L));
  }

  @Test
  void aPageThatMayHaveMoreBeforeTheRingIsNotAnswered() {
    EventRing ring = ring(10, 11, 12, 13);
    assertThat(ring.newest(9, 13, 4)).isEmpty();
    assertThat(positions(ring.newest(9, 13, 2))).contains(List.of(13L, 12L));
    assertThat(ring.oldest(9, 13, 2)).isEmpty();
  }

  @Test
  void whatFallsOutIsNotMissedUnseen() {
    EventRing ring = ring(0, LongStream.rangeClosed(1, 40).toArray());
    assertThat(ring.oldest(0, 40, 5)).isEmpty();
    assertThat(positions(ring.oldest(38, 40, 5))).contains(List.of(39L, 40L));
  }

  @Test
  void anEventFromBeforeTheRingIsNotTakenIn() {
    EventRing ring = ring(10, 12, 9);
    assertThat(positions(ring.oldest(10, 12, 5))).contains(List.of(12L));
  }
}
