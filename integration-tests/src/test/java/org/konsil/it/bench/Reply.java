package org.konsil.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.konsil.core.json.Json;

/** An answer with its whole body. */
record Reply(int status, byte[] body) {
  JsonNode json() {
    return Json.parse(body);
  }

  /**
   * @throws IllegalStateException when the answer is not 200
   */
  Reply ok() {
    if (status != 200) {
      throw new IllegalStateException("HTTP " + status + " " + text());
    }
    return this;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
