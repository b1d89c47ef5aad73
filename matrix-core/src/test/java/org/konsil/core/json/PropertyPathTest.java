package org.konsil.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PropertyPathTest {

  @Test
  void pathsAreSplitAtBareDots() {
    assertThat(PropertyPath.parse("content.m\\.relates_to").names())
        .containsExactly("content", "m.relates_to");
    assertThat(PropertyPath.parse("content.m\\\\foo").names()).containsExactly("content", "m\\foo");
    assertThat(PropertyPath.parse("a\\x.b").names()).containsExactly("a\\x", "b");
    assertThat(PropertyPath.parse("a.").names()).containsExactly("a", "");
    assertThat(PropertyPath.parse("").names()).containsExactly("");
  }

  @Test
  void propertiesAreFoundInObjectsOnly() {
    assertThat(PropertyPath.parse("a.b").find(Json.object().put("a", 1))).isEmpty();
    assertThat(PropertyPath.parse("a").find(Json.object().put("a", 1)))
        .contains(Json.object().numberNode(1));
    assertThat(PropertyPath.parse("a.b").find(Json.object())).isEmpty();
  }
}
