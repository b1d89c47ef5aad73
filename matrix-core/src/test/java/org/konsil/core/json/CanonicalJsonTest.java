package org.konsil.core.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class CanonicalJsonTest {

  /** The specification's examples. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{} | {}",
        "{ \"one\": 1, \"two\": \"Two\" } | {\"one\":1,\"two\":\"Two\"}",
        "{ \"b\": \"2\", \"a\": \"1\" } | {\"a\":\"1\",\"b\":\"2\"}",
        "{\"b\":\"2\",\"a\":\"1\"} | {\"a\":\"1\",\"b\":\"2\"}",
        "{\"auth\": {\"success\": true, \"mxid\": \"@john.doe:example.com\", \"profile\": {\"display_name\": \"John Doe\", \"three_pids\": [{\"medium\": \"email\", \"address\": \"john.doe@example.org\"}, {\"medium\": \"msisdn\", \"address\": \"123456789\"}]}}} | {\"auth\":{\"mxid\":\"@john.doe:example.com\",\"profile\":{\"display_name\":\"John Doe\",\"three_pids\":[{\"address\":\"john.doe@example.org\",\"medium\":\"email\"},{\"address\":\"123456789\",\"medium\":\"msisdn\"}]},\"success\":true}}",
        "{ \"a\": \"日本語\" } | {\"a\":\"日本語\"}",
        "{ \"本\": 2, \"日\": 1 } | {\"日\":1,\"本\":2}",
        "{ \"a\": \"\\u65E5\" } | {\"a\":\"日\"}",
        "{ \"a\": null } | {\"a\":null}"
      })
  void examplesOfTheSpecification(String json, String canonical) {
    assertThat(encode(json)).isEqualTo(canonical);
  }

  /** The last example, where numbers are let pass that room versions from 6 on refuse. */
  @Test
  void lenientNumbersOfTheSpecification() {
    String example = "{ \"a\": -0, \"b\": 1e10 }";

    assertThat(lenient(example)).isEqualTo("{\"a\":0,\"b\":10000000000}");
    assertThatThrownBy(() -> encode(example)).satisfies(CanonicalJsonTest::isBadJson);
  }

  @Test
  void lenientNumbersKeepWhatOtherServersWrote() {
    assertThat(
            lenient("[50.57, 50.0, 0.0, -1.5, 9007199254740993, 123456789012345678901234567890]"))
        .isEqualTo("[50.57,50.0,0.0,-1.5,9007199254740993,123456789012345678901234567890]");
  }

  @Test
  void namesAreSortedByCodePointNotByUtf16() {
    // U+FF5E is one UTF-16 unit above the surrogates of U+1F600
    assertThat(encode("{\"\uD83D\uDE00\": 1, \"\uFF5E\": 2, \"a\": 3, \"aa\": 4, \"\": 5}"))
        .isEqualTo("{\"\":5,\"a\":3,\"aa\":4,\"\uFF5E\":2,\"\uD83D\uDE00\":1}");
  }

  @Test
  void onlyNecessaryEscapesAreUsed() {
    assertThat(encode("[\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\\\/\\u007f\\u2028\"]"))
        .isEqualTo("[\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007f\u2028\"]");
  }

  @Test
  void integersOf53BitsPass() {
    assertThat(encode("[9007199254740991, -9007199254740991, 0]"))
        .isEqualTo("[9007199254740991,-9007199254740991,0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740992",
        "123456789012345678901234567890",
        "1.0",
        "1.5",
        "1e3",
        "0.0",
        "-0",
        "-0.0"
      })
  void otherNumbersAreRefused(String number) {
    assertThatThrownBy(() -> encode("{\"n\": [" + number + "]}"))
        .satisfies(CanonicalJsonTest::isBadJson);
  }

  @Test
  void numbersThatNoReaderMadeAreRefusedToo() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1.0}) {
      assertThatThrownBy(() -> CanonicalJson.encode(nodes.numberNode(value)))
          .satisfies(CanonicalJsonTest::isBadJson);
    }
    assertThatThrownBy(() -> CanonicalJson.encode(nodes.numberNode(Double.NaN), false))
        .satisfies(CanonicalJsonTest::isBadJson);
    assertThatThrownBy(() -> CanonicalJson.encode(nodes.binaryNode(new byte[1])))
        .satisfies(CanonicalJsonTest::isBadJson);
  }

  @Test
  void halfSurrogatePairsAreRefused() {
    for (String half : new String[] {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db"}) {
      ObjectNode value = Json.object().put("a", half);
      assertThatThrownBy(() -> CanonicalJson.encode(value)).satisfies(CanonicalJsonTest::isBadJson);
      ObjectNode name = Json.object().put(half, 1);
      assertThatThrownBy(() -> CanonicalJson.encode(name)).satisfies(CanonicalJsonTest::isBadJson);
    }
  }

  @Test
  void nestingEndsBeforeTheStackDoes() {
    assertThat(CanonicalJson.encode(nested(CanonicalJson.MAX_DEPTH))).hasSize(200);
    ArrayNode deep = nested(10_000);
    assertThatThrownBy(() -> CanonicalJson.encode(deep)).satisfies(CanonicalJsonTest::isBadJson);
  }

  private static ArrayNode nested(int depth) {
    ArrayNode inner = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i < depth; i++) {
      inner = JsonNodeFactory.instance.arrayNode().add(inner);
    }
    return inner;
  }

  private static void isBadJson(Throwable thrown) {
    assertThat(thrown).isInstanceOf(MatrixException.class);
    assertThat(((MatrixException) thrown).code()).isEqualTo(ErrorCode.M_BAD_JSON);
  }

  private static String encode(String json) {
    return new String(CanonicalJson.encode(Json.parse(json.getBytes(UTF_8))), UTF_8);
  }

  private static String lenient(String json) {
    return new String(CanonicalJson.encode(Json.parse(json.getBytes(UTF_8)), false), UTF_8);
  }
}
