package org.konsil.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.json.Json;

class PropertyPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "content.body          | content,body",
        "content.m\\.relates_to | content,m.relates_to",
        "content.m\\\\foo       | content,m\\foo",
        "content.m\\x           | content,m\\x",
        "content.end\\          | content,end\\",
        "a\\\\.b                | a\\,b",
        "type                  | type",
      })
  void splitsAtDotsThatAreNotEscaped(String path, String names) {
    assertThat(PropertyPath.parse(path).names()).containsExactly(names.split(","));
  }

  @Test
  void keepsEmptyNames() {
    assertThat(PropertyPath.parse("").names()).containsExactly("");
    assertThat(PropertyPath.parse("a..b.").names()).containsExactly("a", "", "b", "");
  }

  @Test
  void findsOnlyWhatIsThere() {
    JsonNode event =
        Json.parse("{\"a\":{\"b.c\":1,\"list\":[{\"x\":1}],\"null\":null}}".getBytes());
    assertThat(PropertyPath.parse("a.b\\.c").find(event)).hasValueSatisfying(JsonNode::intValue);
    assertThat(PropertyPath.parse("a.null").find(event)).hasValueSatisfying(JsonNode::isNull);
    assertThat(PropertyPath.parse("a.b.c").find(event)).isEmpty();
    assertThat(PropertyPath.parse("a.list.0").find(event)).isEmpty();
    assertThat(PropertyPath.parse("a.list.x").find(event)).isEmpty();
    assertThat(PropertyPath.parse("a.b\\.c.d").find(event)).isEmpty();
  }
}
