package org.konsil.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.konsil.core.error.MatrixException;

/** What must hold for every JSON value. */
class CanonicalJsonPropertiesTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property(tries = 500)
  void readingBackGivesTheSameBytes(@ForAll("values") JsonNode value) {
    byte[] canonical = CanonicalJson.encode(value);

    assertThat(CanonicalJson.encode(Json.parse(canonical))).isEqualTo(canonical);
    assertThat(CanonicalJson.encode(value, false)).isEqualTo(canonical);
  }

  @Property(tries = 500)
  void whitespaceAndOrderDoNotMatter(@ForAll("values") JsonNode value, @ForAll Random random)
      throws Exception {
    byte[] pretty =
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(shuffled(value, random));

    assertThat(CanonicalJson.encode(Json.parse(pretty))).isEqualTo(CanonicalJson.encode(value));
  }

  @Property(tries = 500)
  void noFormIsShorter(@ForAll("values") JsonNode value) {
    assertThat(CanonicalJson.encode(value).length).isLessThanOrEqualTo(Json.bytes(value).length);
  }

  @Property(tries = 500)
  void namesAreInTheOrderOfTheirCodePoints(@ForAll("texts") String a, @ForAll("texts") String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();

    assertThat(Integer.signum(CanonicalJson.compareCodePoints(a, b)))
        .isEqualTo(Integer.signum(Arrays.compare(left, right)));
  }

  @Property(tries = 1000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    try {
      CanonicalJson.encode(Json.parse(bytes), false);
    } catch (MatrixException e) {
      assertThat(e.code().name()).isIn("M_NOT_JSON", "M_BAD_JSON");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(0, 0x10FFFF)
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .list()
        .ofMaxSize(8)
        .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return values(3);
  }

  private Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            texts().map(NODES::textNode),
            Arbitraries.longs()
                .between(-CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER)
                .map(NODES::numberNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<JsonNode> arrays =
        values(depth - 1).list().ofMaxSize(4).map(list -> NODES.arrayNode().addAll(list));
    Arbitrary<JsonNode> objects =
        Arbitraries.maps(texts(), values(depth - 1))
            .ofMaxSize(4)
            .map(map -> (JsonNode) NODES.objectNode().setAll(map));
    return Arbitraries.oneOf(leaves, arrays, objects);
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(entry -> array.add(shuffled(entry, random)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    Collections.shuffle(members, random);
    ObjectNode object = NODES.objectNode();
    members.forEach(member -> object.set(member.getKey(), shuffled(member.getValue(), random)));
    return object;
  }
}
