package org.konsil.core.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.core.json.PropertyPath;

/**
 * The fields of events that a client wants, as dot-separated paths; none means all.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#dot-separated-property-paths">
 *     Dot-separated property paths</a>
 */
public final class EventFields {
  private final List<PropertyPath> paths;

  private EventFields(List<PropertyPath> paths) {
    this.paths = paths;
  }

  static EventFields read(FilterReader reader) {
    return new EventFields(
        reader.list("event_fields", "").orElse(List.of()).stream()
            .map(PropertyPath::parse)
            .toList());
  }

  /** The event itself when all fields are wanted, else a new one with the wanted fields. */
  public ObjectNode select(ObjectNode event) {
    if (paths.isEmpty()) {
      return event;
    }
    ObjectNode selected = Json.object();
    for (PropertyPath path : paths) {
      path.find(event).ifPresent(value -> put(selected, event, path.names(), value));
    }
    return selected;
  }

  private static void put(ObjectNode to, ObjectNode from, List<String> names, JsonNode value) {
    ObjectNode target = to;
    JsonNode source = from;
    for (String name : names.subList(0, names.size() - 1)) {
      source = source.get(name);
      if (target.get(name) == source) {
        return; // copied whole by another path, and shared with the event
      }
      target = target.get(name) instanceof ObjectNode made ? made : target.putObject(name);
    }
    target.set(names.get(names.size() - 1), value);
  }
}
