package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.konsil.config.DomainService;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/**
 * What other servers tell of rooms within one walk through a space. Two servers a room and twenty
 * in all are asked at most; a room that was told as somebody's child is not asked for again unless
 * it is a space itself.
 */
final class RemoteRoomSummaries {
  private static final int SERVERS_PER_ROOM = 2;
  private static final int QUESTIONS = 20;
  private static final String CHILDREN = "children_state";

  private final RemoteSpaces remote;
  private final DomainService domains;
  private final ServerName from;
  private final boolean suggestedOnly;
  private final Map<String, ObjectNode> told = new HashMap<>();
  private int asked;

  RemoteRoomSummaries(
      RemoteSpaces remote, DomainService domains, ServerName from, boolean suggestedOnly) {
    this.remote = remote;
    this.domains = domains;
    this.from = from;
    this.suggestedOnly = suggestedOnly;
  }

  /** The room with its children, as far as somebody tells it and it may be told. */
  Optional<ObjectNode> entry(RoomId room, List<ServerName> via, Predicate<ObjectNode> mayKnow) {
    ObjectNode known = told.get(room.value());
    boolean leaf = known != null && !known.path("room_type").asText("").equals("m.space");
    Optional<ObjectNode> entry = leaf ? Optional.of(known) : ask(room, via);
    entry.filter(e -> !e.path(CHILDREN).isArray()).ifPresent(e -> e.putArray(CHILDREN));
    return entry.filter(mayKnow);
  }

  private Optional<ObjectNode> ask(RoomId room, List<ServerName> via) {
    List<ServerName> servers =
        via.stream().filter(server -> !domains.isLocal(server)).limit(SERVERS_PER_ROOM).toList();
    for (ServerName server : servers) {
      if (asked++ < QUESTIONS) {
        Optional<ObjectNode> answer = remote.hierarchy(from, server, room, suggestedOnly);
        if (answer.isPresent() && isOf(answer.get().path("room"), room)) {
          remember(answer.get().path("children"));
          return Optional.of((ObjectNode) answer.get().get("room"));
        }
      }
    }
    return Optional.ofNullable(told.get(room.value()));
  }

  private void remember(JsonNode children) {
    for (JsonNode child : children) {
      if (child instanceof ObjectNode summary) {
        told.putIfAbsent(summary.path("room_id").asText(""), summary);
      }
    }
  }

  private static boolean isOf(JsonNode summary, RoomId room) {
    return summary.isObject() && summary.path("room_id").asText("").equals(room.value());
  }

  /** For readers that ask nobody. */
  static RemoteSpaces nobody() {
    return (from, server, room, suggestedOnly) -> Optional.empty();
  }
}
