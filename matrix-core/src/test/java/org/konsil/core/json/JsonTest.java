package org.konsil.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class JsonTest {

  @Test
  void valuesOfEveryKindAreRead() {
    JsonNode node =
        parse(
            " {\"s\": \"\\u00e4\\uD83D\\uDE00\", \"i\": 1, \"l\": 9007199254740991, \"f\": 1.50, \"t\": true, \"n\": null, \"a\": [1, []], \"o\": {}} \n");

    assertThat(node.get("s").textValue()).isEqualTo("ä\uD83D\uDE00");
    assertThat(node.get("i").isInt()).isTrue();
    assertThat(node.get("l").longValue()).isEqualTo(9007199254740991L);
    assertThat(node.get("f").decimalValue()).isEqualTo("1.50");
    assertThat(node.get("t").booleanValue()).isTrue();
    assertThat(node.get("n").isNull()).isTrue();
    assertThat(node.get("a")).hasSize(2);
    assertThat(node.get("o").isObject()).isTrue();
    assertThat(new String(Json.bytes(node), UTF_8)).contains("\"f\":1.50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "{} {}",
        "{} x",
        "[\"\n\"]",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "tru",
        "// comment\n1",
        "[1] /* */"
      })
  void whatIsNoJsonIsRefused(String text) {
    refused(text.getBytes(UTF_8), ErrorCode.M_NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":null}",
        "{\"x\":{\"a\":1,\"\\u0061\":2}}",
        "[\"\\uD83D\"]",
        "[\"\\uDE00\\uD83D\"]",
        "{\"\\uD83D\":1}",
        "[1e401]",
        "[1e-1000000000]",
        "[0e999999999]"
      })
  void jsonThatWeRefuseIsBad(String text) {
    refused(text.getBytes(UTF_8), ErrorCode.M_BAD_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5B22C08022 5D", // overlong NUL
        "5B22E0808022 5D", // overlong
        "5B22EDA08022 5D", // encoded surrogate
        "5B22EDA0BDEDB88022 5D", // pair of encoded surrogates
        "5B22F4908080225D", // beyond U+10FFFF
        "5B22F5808080225D",
        "5B2280225D", // continuation without lead
        "5B22C3225D", // lead without continuation
        "5B22C3", // cut off
        "EFBBBF7B7D" // byte order mark
      })
  void sloppyUtf8IsRefused(String hex) {
    refused(HexFormat.of().parseHex(hex.replace(" ", "")), ErrorCode.M_NOT_JSON);
  }

  @Test
  void otherEncodingsAreRefused() {
    refused("{\"a\":1}".getBytes(UTF_16), ErrorCode.M_NOT_JSON);
    refused("{\"a\":1}".getBytes(UTF_16LE), ErrorCode.M_NOT_JSON);
    refused("[\"ä\"]".getBytes(ISO_8859_1), ErrorCode.M_NOT_JSON);
  }

  @Test
  void nestingEndsBeforeTheStackDoes() {
    assertThat(parse("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH)).isArray()).isTrue();
    refused("[".repeat(Json.MAX_DEPTH + 1).getBytes(UTF_8), ErrorCode.M_BAD_JSON);
    refused(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8), ErrorCode.M_BAD_JSON);
    refused(
        ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(UTF_8),
        ErrorCode.M_BAD_JSON);
  }

  @Test
  void longNumbersAndNamesAreRefused() {
    assertThat(parse("9".repeat(Json.MAX_NUMBER)).isBigInteger()).isTrue();
    refused("9".repeat(Json.MAX_NUMBER + 1).getBytes(UTF_8), ErrorCode.M_BAD_JSON);
    refused(("0." + "1".repeat(100_000)).getBytes(UTF_8), ErrorCode.M_BAD_JSON);
    refused(("{\"" + "a".repeat(60_000) + "\":1}").getBytes(UTF_8), ErrorCode.M_BAD_JSON);
  }

  @Test
  void onlyObjectsAreObjects() {
    assertThat(Json.parseObject("{}".getBytes(UTF_8))).isEmpty();
    assertThatThrownBy(() -> Json.parseObject("[]".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            MatrixException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.M_BAD_JSON));
  }

  record Body(String name, long count) {}

  @Test
  void theMapperIgnoresUnknownMembersAndRefusesDuplicates() throws Exception {
    Body body = Json.mapper().readValue("{\"name\":\"n\",\"count\":2,\"more\":[]}", Body.class);
    assertThat(body).isEqualTo(new Body("n", 2));
    assertThatThrownBy(() -> Json.mapper().readValue("{\"name\":\"n\",\"name\":\"m\"}", Body.class))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> Json.mapper().readTree("{} {}"))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> Json.mapper().readTree("[".repeat(10_000)))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static JsonNode parse(String text) {
    return Json.parse(text.getBytes(UTF_8));
  }

  private static void refused(byte[] bytes, ErrorCode code) {
    assertThatThrownBy(() -> Json.parse(bytes))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
