package org.konsil.timeline;

import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;

/**
 * The parameters of getRelatingEvents and its two longer forms.
 *
 * @param recurse also what relates indirectly, up to three steps; empty when not asked for
 */
public record RelationsRequest(
    RoomId room,
    EventId parent,
    Optional<String> relType,
    Optional<String> eventType,
    Optional<PageToken> from,
    Optional<PageToken> to,
    boolean backwards,
    int limit,
    Optional<Boolean> recurse) {

  /** What to read, from the query's strings, each null when absent. */
  public static RelationsRequest parse(
      RoomId room, EventId parent, String relType, String eventType, Query query) {
    return new RelationsRequest(
        room,
        parent,
        Optional.ofNullable(relType),
        Optional.ofNullable(eventType),
        MessagesRequest.token(query.from),
        MessagesRequest.token(query.to),
        query.dir == null || MessagesRequest.isBackwards(query.dir),
        MessagesRequest.limit(query.limit, 20),
        Optional.ofNullable(query.recurse).map(Boolean::valueOf));
  }

  /** The query parameters as they came. */
  public record Query(String from, String to, String dir, String limit, String recurse) {}
}
