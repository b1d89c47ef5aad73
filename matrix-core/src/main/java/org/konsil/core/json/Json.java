package org.konsil.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.konsil.core.error.MatrixException;

/** Reading and writing JSON with the project's one configuration. */
public final class Json {
  /** Deepest nesting that is read: the deepest event, and room for what carries it. */
  public static final int MAX_DEPTH = CanonicalJson.MAX_DEPTH + 10;

  /** Longest string that is read, in characters. */
  public static final int MAX_STRING = 20_000_000;

  /** Longest number that is read, in characters. */
  public static final int MAX_NUMBER = 400;

  /** Longest member name that is read, in characters. */
  public static final int MAX_NAME = 50_000;

  private static final ObjectMapper MAPPER = configure();

  private Json() {}

  /**
   * The mapper for request and response bodies. Its configuration is not to be changed; unknown
   * members are ignored, duplicate ones refused, and a number is no text.
   */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * Reads one JSON value of any kind.
   *
   * @throws MatrixException M_NOT_JSON when it is no JSON in UTF-8; M_BAD_JSON when it is JSON that
   *     we refuse: duplicate members, nesting beyond {@link #MAX_DEPTH}, half surrogate pairs,
   *     numbers or strings beyond the limits
   */
  public static JsonNode parse(byte[] bytes) {
    return StrictReader.read(bytes);
  }

  /**
   * Reads one JSON object.
   *
   * @throws MatrixException as {@link #parse}, and M_BAD_JSON when the value is no object
   */
  public static ObjectNode parseObject(byte[] bytes) {
    if (parse(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw MatrixException.badJson("A JSON object is required");
  }

  /** Writes JSON as UTF-8, members in their own order. For hashing use {@link CanonicalJson}. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  private static ObjectMapper configure() {
    JsonFactory factory = factory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    return JsonMapper.builder(factory)
        .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** Limits, and UTF-8 only: Jackson would also guess UTF-16 and UTF-32. */
  static TSFBuilder<?, ?> factory() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_STRING)
            .maxNumberLength(MAX_NUMBER)
            .maxNameLength(MAX_NAME)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CHARSET_DETECTION);
  }
}
