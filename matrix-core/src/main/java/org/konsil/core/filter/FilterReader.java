package org.konsil.core.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;

/** Reads the members of one filter object; null counts as absent, wrong types as M_BAD_JSON. */
final class FilterReader {
  private final JsonNode object;

  FilterReader(JsonNode object) {
    boolean absent = object == null || object.isNull() || object.isMissingNode();
    if (!absent && !object.isObject()) {
      throw MatrixException.badJson("A filter must be an object");
    }
    this.object = absent ? MissingNode.getInstance() : object;
  }

  JsonNode member(String name) {
    return object.path(name);
  }

  boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  Optional<Boolean> optionalFlag(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    require(value.isBoolean(), name);
    return Optional.of(value.booleanValue());
  }

  Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    require(value.isTextual(), name);
    return Optional.of(value.textValue());
  }

  /** An integer from 0 on; numbers beyond an int are cut to its maximum. */
  Optional<Integer> count(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    require(value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0, name);
    return Optional.of(value.canConvertToInt() ? value.intValue() : Integer.MAX_VALUE);
  }

  /** A list of strings that start with a prefix. */
  Optional<List<String>> list(String name, String prefix) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    require(value.isArray(), name);
    List<String> list = new ArrayList<>(value.size());
    for (JsonNode entry : value) {
      require(entry.isTextual() && entry.textValue().startsWith(prefix), name);
      list.add(entry.textValue());
    }
    return Optional.of(List.copyOf(list));
  }

  static void require(boolean fine, String name) {
    if (!fine) {
      throw MatrixException.badJson("'" + name + "' of the filter is malformed");
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
