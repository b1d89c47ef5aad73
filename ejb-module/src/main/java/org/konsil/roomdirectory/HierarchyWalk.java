package org.konsil.roomdirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;

/** Goes through a space depth first, in the order of each space's children, each room once. */
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
    Set<RoomId> seen = new HashSet<>();
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(root, 0, List.of())));
    while (!steps.isEmpty() && found.size() < wanted) {
      Step step = steps.pop();
      Optional<ObjectNode> entry =
          seen.add(step.room()) ? entries.apply(step.room(), step.via()) : Optional.empty();
      entry.ifPresent(found::add);
      if (entry.isPresent() && step.depth() < depth) {
        below(step, entry.get()).forEach(steps::push);
      }
    }
    return found;
  }

  /** The children, the last one first: what is pushed last comes next. */
  private static List<Step> below(Step step, ObjectNode entry) {
    List<Step> children = new ArrayList<>();
    for (JsonNode child : entry.path("children_state")) {
      RoomId.find(child.path("state_key").textValue())
          .ifPresent(room -> children.add(new Step(room, step.depth() + 1, via(child))));
    }
    Collections.reverse(children);
    return children;
  }

  private static List<ServerName> via(JsonNode child) {
    List<ServerName> servers = new ArrayList<>();
    for (JsonNode server : child.path("content").path("via")) {
      ServerName.find(server.textValue()).ifPresent(servers::add);
    }
    return servers;
  }
}
