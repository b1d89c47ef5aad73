package org.konsil.core.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.konsil.core.json.Json;

/**
 * The fields of events that a client wants, as dot-separated paths; none means all.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#dot-separated-property-paths">
 *     Dot-separated property paths</a>
 */
public final class EventFields {
  private final List<List<String>> paths;

  private EventFields(List<List<String>> paths) {
    this.paths = paths;
  }

  static EventFields read(FilterReader reader) {
    return new EventFields(
        reader.list("event_fields", "").orElse(List.of()).stream()
            .map(EventFields::split)
            .toList());
  }

  /** The event itself when all fields are wanted, else a new one with the wanted fields. */
  public ObjectNode select(ObjectNode event) {
    if (paths.isEmpty()) {
      return event;
    }
    ObjectNode selected = Json.object();
    for (List<String> path : paths) {
      copy(event, selected, path);
    }
    return selected;
  }

  private static void copy(ObjectNode from, ObjectNode to, List<String> path) {
    ObjectNode source = from;
    ObjectNode target = to;
    for (int i = 0; i < path.size() - 1; i++) {
      String name = path.get(i);
      if (!(source.get(name) instanceof ObjectNode child) || !reaches(child, path, i + 1)) {
        return;
      }
      source = child;
      // a field that was copied whole before already has what is below it
      if (target.get(name) == child) {
        return;
      }
      target = target.get(name) instanceof ObjectNode made ? made : target.putObject(name);
    }
    String last = path.get(path.size() - 1);
    JsonNode value = source.get(last);
    if (value != null) {
      target.set(last, value);
    }
  }

  private static boolean reaches(JsonNode node, List<String> path, int from) {
    JsonNode at = node;
    for (String name : path.subList(from, path.size())) {
      at = at.path(name);
    }
    return !at.isMissingNode();
  }

  /** A dot separates, a backslash before dot or backslash makes it part of the name. */
  static List<String> split(String path) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && i + 1 < path.length() && ".\\".indexOf(path.charAt(i + 1)) >= 0) {
        name.append(path.charAt(++i));
      } else if (c == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return List.copyOf(names);
  }
}
