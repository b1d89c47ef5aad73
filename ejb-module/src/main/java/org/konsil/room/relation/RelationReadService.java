package org.konsil.room.relation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.event.StoredEvent;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;

/**
 * Which events refer to which. Redacted and rejected ones are left out; history visibility is the
 * caller's to ask for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RelationReadService {
  @Inject RelationStore relations;
  @Inject StreamPositions positions;

  /** Whether the sender already has a shown event of the type with this relation and key. */
  public boolean exists(UserId sender, String type, EventRelation relation) {
    return relations.exists(sender, type, relation);
  }

  /**
   * Whether any of these events of the room may have become a parent: one that another refers to
   * comes before it, or was sent by another server.
   */
  public boolean mayHaveChildren(RoomId room, Collection<StoredEvent> parents) {
    return parents.stream().mapToLong(StoredEvent::position).min().stream()
        .anyMatch(oldest -> positions.changedAfter(WakeKey.relations(room), oldest - 1));
  }

  /** What refers to these events with one of the types; oldest first. */
  public List<RelatedEvent> children(RoomId room, Collection<EventId> parents, List<String> types) {
    return parents.isEmpty() ? List.of() : relations.children(room, parents, types);
  }

  /** What refers to these events in any way; oldest first. */
  public List<RelatedEvent> children(RoomId room, Collection<EventId> parents) {
    return parents.isEmpty() ? List.of() : relations.children(room, parents);
  }

  /** Threads whose newest answer is before the position, newest first. */
  public List<ThreadRoot> threads(RoomId room, long before, int limit) {
    return relations.threads(room, before, limit);
  }
}
