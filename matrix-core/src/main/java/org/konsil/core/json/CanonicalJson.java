package org.konsil.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.konsil.core.error.MatrixException;

/**
 * The shortest UTF-8 form of a JSON value with members sorted by code point: what is hashed and
 * signed.
 *
 * @see <a href="https://spec.matrix.org/v1.19/appendices/#canonical-json">Canonical JSON</a>
 */
public final class CanonicalJson {
  /** Largest integer, 2^53 - 1; the smallest is its negative. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  /** Deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 100;

  private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME =
      (a, b) -> compareCodePoints(a.getKey(), b.getKey());

  private final CanonicalWriter out = new CanonicalWriter();
  private final boolean strict;

  private CanonicalJson(boolean strict) {
    this.strict = strict;
  }

  /**
   * The canonical form.
   *
   * @throws MatrixException M_BAD_JSON for floating point numbers, negative zero, integers beyond
   *     {@link #MAX_INTEGER}, half surrogate pairs and nesting beyond {@link #MAX_DEPTH}
   */
  public static byte[] encode(JsonNode node) {
    return encode(node, true);
  }

  /**
   * As {@link #encode(JsonNode)}; room versions 1 to 5 must let numbers pass that are refused from
   * version 6 on.
   *
   * @param strict false to write integers of any size and decimals in plain notation
   */
  public static byte[] encode(JsonNode node, boolean strict) {
    CanonicalJson writer = new CanonicalJson(strict);
    writer.value(node, 0);
    return writer.out.toByteArray();
  }

  /** Order by code point; UTF-16 order, as of {@link String#compareTo}, differs beyond U+FFFF. */
  static int compareCodePoints(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xBeyond = Character.isSurrogate(x);
        boolean yBeyond = Character.isSurrogate(y);
        return xBeyond == yBeyond ? Character.compare(x, y) : Boolean.compare(xBeyond, yBeyond);
      }
    }
    return a.length() - b.length();
  }

  private void value(JsonNode node, int depth) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, depth + 1);
      case ARRAY -> array(node, depth + 1);
      case STRING -> out.string(node.textValue());
      case NUMBER -> number(node);
      case BOOLEAN -> out.ascii(node.booleanValue() ? "true" : "false");
      case NULL -> out.ascii("null");
      default -> throw MatrixException.badJson("Not a JSON value");
    }
  }

  private void object(JsonNode node, int depth) {
    checkDepth(depth);
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    members.sort(BY_NAME);
    out.put('{');
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      out.string(members.get(i).getKey());
      out.put(':');
      value(members.get(i).getValue(), depth);
    }
    out.put('}');
  }

  private void array(JsonNode node, int depth) {
    checkDepth(depth);
    out.put('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      value(node.get(i), depth);
    }
    out.put(']');
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw MatrixException.badJson("JSON is nested too deep");
    }
  }

  private void number(JsonNode node) {
    if (node.isIntegralNumber()) {
      boolean inRange =
          node.canConvertToLong()
              && node.longValue() >= -MAX_INTEGER
              && node.longValue() <= MAX_INTEGER;
      if (strict && !inRange) {
        throw MatrixException.badJson("An integer is out of range");
      }
      out.ascii(inRange ? Long.toString(node.longValue()) : node.bigIntegerValue().toString());
      return;
    }
    if (strict) {
      throw MatrixException.badJson("Numbers must be integers");
    }
    out.ascii(plain(node));
  }

  private static String plain(JsonNode node) {
    double approximate = node.doubleValue();
    if (Double.isNaN(approximate) || Double.isInfinite(approximate)) {
      throw MatrixException.badJson("A number is out of range");
    }
    // a negative zero was read as double; decimals keep their zeros, as other servers write them
    return node.isDouble() && approximate == 0 ? "0" : node.decimalValue().toPlainString();
  }
}
