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
}
