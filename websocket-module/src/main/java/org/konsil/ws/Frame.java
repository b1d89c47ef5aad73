package org.konsil.ws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * What a client sends: {@code {"id": 1, "op": "auth"|"sync"|"send", ..}}.
 *
 * @param id the client's number, echoed in the answer
 * @param op the operation
 * @param body the whole object
 */
record Frame(long id, String op, ObjectNode body) {

  static Frame parse(String text) {
    ObjectNode json = Json.parseObject(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (!json.path("op").isTextual()) {
      throw MatrixException.missingParam("A frame needs an op");
    }
    return new Frame(json.path("id").asLong(), json.get("op").asText(), json);
  }

  String text(String field) {
    if (!body.path(field).isTextual()) {
      throw MatrixException.missingParam("The frame needs " + field);
    }
    return body.get(field).asText();
  }

  ObjectNode object(String field) {
    if (!(body.get(field) instanceof ObjectNode object)) {
      throw MatrixException.missingParam("The frame needs " + field);
    }
    return object;
  }

  ObjectNode answer(ObjectNode result) {
    return Json.object().put("id", id).put("status", 200).<ObjectNode>set("body", result);
  }

  ObjectNode error(MatrixException error) {
    return Json.object()
        .put("id", id)
        .put("status", error.status())
        .<ObjectNode>set("body", error.body());
  }
}
