package org.konsil.room.relation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.RoomId;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/** Notes relations, for the one who appends events. */
@ApplicationScoped
public class Relations {
  @Inject RelationStore store;
  @Inject StreamPositions positions;

  /** What the event says of another, if anything. */
  public void note(long roomNid, RoomId room, StoredEvent event) {
    EventRelation.of(event.pdu().content())
        .ifPresent(
            relation -> {
              store.insert(roomNid, event.nid(), relation);
              positions.wake(WakeKey.relations(room));
            });
  }
}
