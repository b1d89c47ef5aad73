package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/** Goes through a space, nearest rooms first, each room once. */
final class HierarchyWalk {
  private final int depth;
  private final BiFunction<RoomId, List<ServerName>, Optional<ObjectNode>> entries;

  private record Step(RoomId room, int depth, List<ServerName> via) {}

  /**
   * @param depth how far below the root to go
   * @param entries what is told of a room, by its id and the servers that may know it: its summary
   *     with {@code children_state}; empty for a room that may not be told
   */
  HierarchyWalk(int depth, BiFunction<RoomId, List<ServerName>, Optional<ObjectNode>> entries) {
    this.depth = depth;
    this.entries = entries;
  }

  /** The first rooms, as many as wanted. */
  List<ObjectNode> from(RoomId root, int wanted) {
    List<ObjectNode> found = new ArrayList<>();
    Set<RoomId> seen = new HashSet<>(Set.of(root));
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(root, 0, List.of())));
    while (!steps.isEmpty() && found.size() < wanted) {
      Step step = steps.poll();
      Optional<ObjectNode> entry = entries.apply(step.room(), step.via());
      entry.ifPresent(found::add);
      if (entry.isPresent() && step.depth() < depth) {
        for (JsonNode child : entry.get().path("children_state")) {
          RoomId.find(child.path("state_key").textValue())
              .filter(seen::add)
              .ifPresent(room -> steps.add(new Step(room, step.depth() + 1, via(child))));
        }
      }
    }
    return found;
  }

  private static List<ServerName> via(JsonNode child) {
    List<ServerName> servers = new ArrayList<>();
    for (JsonNode server : child.path("content").path("via")) {
      ServerName.find(server.textValue()).ifPresent(servers::add);
    }
    return servers;
  }
}
