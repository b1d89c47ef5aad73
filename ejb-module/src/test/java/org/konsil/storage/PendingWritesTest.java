package org.konsil.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PendingWritesTest {
  @Test
  void keepsOrderAndArgumentsTogether() {
    PendingWrites pending = new PendingWrites();
    pending.add("INSERT INTO a VALUES (?, ?)", new Object[] {1, null});
    pending.add("UPDATE b SET c = ?", new Object[] {"two"});
    List<PendingWrites.Write> taken = pending.take();
    assertThat(PendingWrites.joined(taken))
        .isEqualTo("INSERT INTO a VALUES (?, ?); UPDATE b SET c = ?");
    assertThat(PendingWrites.allArgs(taken)).containsExactly(1, null, "two");
    assertThat(pending.take()).isEmpty();
  }

  @Test
  void isFullBeforeOneStatementWouldHaveTooManyParameters() {
    PendingWrites pending = new PendingWrites();
    for (int i = 0; i < PendingWrites.MAX; i++) {
      assertThat(pending.isFull()).isFalse();
      pending.add("DELETE FROM a WHERE b = ?", new Object[] {i});
    }
    assertThat(pending.isFull()).isTrue();
  }

  @Test
  void ofARowThatIsWrittenOftenTheLastCountsAndGoesLast() {
    PendingWrites pending = new PendingWrites();
    pending.addLast("room 1", "UPDATE head SET h = ?", new Object[] {1});
    pending.add("INSERT", new Object[] {2});
    pending.addLast("room 2", "UPDATE head SET h = ?", new Object[] {3});
    pending.addLast("room 1", "UPDATE head SET h = ?", new Object[] {4});
    List<PendingWrites.Write> taken = pending.take();
    assertThat(PendingWrites.allArgs(taken)).containsExactly(2, 4, 3);
    assertThat(pending.take()).isEmpty();
  }

  @Test
  void repeatedStatementsGoAsOneBatchAndTheRestAsOneText() {
    PendingWrites pending = new PendingWrites();
    for (String sql : List.of("a", "b", "c", "c", "c", "d", "a", "b", "b")) {
      pending.add(sql, new Object[] {});
    }
    List<List<PendingWrites.Write>> pieces = PendingWrites.pieces(pending.take());
    assertThat(pieces.stream().map(PendingWrites::joined))
        .containsExactly("a; b", "c; c; c", "d; a", "b; b");
    assertThat(pieces.stream().map(PendingWrites::isBatch))
        .containsExactly(false, true, false, true);
    assertThat(PendingWrites.pieces(List.of())).isEmpty();
  }
}
