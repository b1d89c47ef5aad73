package org.konsil.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dot-separated path to a property of an event, such as {@code content.m\.mentions.user_ids}.
 * Matrix appendices, "Dot-separated property paths": {@code \.} and {@code \\} stand for a dot and
 * a backslash within a name, any other backslash for itself.
 *
 * @param names the names from the outermost in; at least one
 */
public record PropertyPath(List<String> names) {

  /** Never fails: every string is a path. */
  public static PropertyPath parse(String path) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      char next = i + 1 < path.length() ? path.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '.' || next == '\\')) {
        name.append(next);
        i++;
      } else if (c == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return new PropertyPath(List.copyOf(names));
  }

  /** The property's value, empty when the event has no such property. */
  public Optional<JsonNode> find(JsonNode event) {
    JsonNode node = event;
    for (String name : names) {
      node = node.isObject() ? node.get(name) : null;
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }
}
