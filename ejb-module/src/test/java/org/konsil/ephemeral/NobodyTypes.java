package org.konsil.ephemeral;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;

/** Typing where nobody does. */
public final class NobodyTypes extends TypingService {
  @Override
  public List<UserId> typing(RoomId room) {
    return List.of();
  }

  @Override
  public Set<RoomId> changedRooms(Collection<RoomId> candidates, long after) {
    return Set.of();
  }

  @Override
  public long current() {
    return 0;
  }
}
