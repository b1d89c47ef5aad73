package org.konsil.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.konsil.core.error.MatrixException;

/**
 * Builds a tree from tokens and refuses what Jackson would let pass: half surrogate pairs, sloppy
 * UTF-8, exponents that blow up. A negative zero is kept as the floating point number it is, so
 * that canonical JSON can refuse it. Recursion is bounded by the parser's own depth limit.
 */
final class StrictReader {
  private static final JsonFactory FACTORY = Json.factory().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  /** Beyond the range of a double nothing in the protocol is a number. */
  private static final int MAX_EXPONENT = 400;

  private final JsonParser parser;

  private StrictReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonNode read(byte[] bytes) {
    if (!Utf8.isValid(bytes)) {
      throw MatrixException.notJson("Not valid UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw MatrixException.notJson("Content is empty");
      }
      JsonNode value = new StrictReader(parser).value(first);
      if (parser.nextToken() != null) {
        throw MatrixException.notJson("Content after the JSON value");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw MatrixException.badJson("JSON beyond the limits of nesting or length");
    } catch (JsonProcessingException e) {
      throw MatrixException.notJson("Content not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private JsonNode value(JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(text(parser.getText()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw MatrixException.notJson("Content not JSON");
    };
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser.currentName());
      JsonNode before = object.replace(name, value(parser.nextToken()));
      if (before != null) {
        throw MatrixException.badJson("A member name occurs twice");
      }
    }
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      array.add(value(t));
    }
    return array;
  }

  private JsonNode integer() throws IOException {
    switch (parser.getNumberType()) {
      case INT -> {
        int value = parser.getIntValue();
        boolean negativeZero = value == 0 && parser.getTextLength() > 1;
        return negativeZero ? DoubleNode.valueOf(-0.0) : NODES.numberNode(value);
      }
      case LONG -> {
        return NODES.numberNode(parser.getLongValue());
      }
      default -> {
        return NODES.numberNode(parser.getBigIntegerValue());
      }
    }
  }

  private JsonNode decimal() throws IOException {
    BigDecimal value = new BigDecimal(parser.getText());
    long exponent = (long) value.precision() - value.scale();
    if (Math.abs(exponent) > MAX_EXPONENT || Math.abs((long) value.scale()) > MAX_EXPONENT) {
      throw MatrixException.badJson("A number is out of range");
    }
    return NODES.numberNode(value);
  }

  private static String text(String value) {
    if (Utf8.hasHalfSurrogate(value)) {
      throw MatrixException.badJson("Half of a surrogate pair");
    }
    return value;
  }
}
