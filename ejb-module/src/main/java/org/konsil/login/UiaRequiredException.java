package org.konsil.login;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * The client has to authenticate further: 401 with the flows that are open to it, and an errcode
 * only when an attempt failed.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#user-interactive-api-in-the-rest-api">
 *     User-interactive API in the REST API</a>
 */
public class UiaRequiredException extends MatrixException {
  private static final long serialVersionUID = 1L;

  private final transient ObjectNode body;

  UiaRequiredException(
      List<List<String>> flows,
      ObjectNode params,
      String session,
      Collection<String> completed,
      String failure) {
    super(ErrorCode.M_FORBIDDEN, failure == null ? "Authentication is required" : failure);
    status(401);
    body = Json.object();
    if (failure != null) {
      body.put("errcode", ErrorCode.M_FORBIDDEN.name()).put("error", failure);
    }
    ArrayNode flowNodes = body.putArray("flows");
    for (List<String> flow : flows) {
      ArrayNode stages = flowNodes.addObject().putArray("stages");
      flow.forEach(stages::add);
    }
    body.set("params", params);
    body.put("session", session);
    if (!completed.isEmpty()) {
      ArrayNode done = body.putArray("completed");
      completed.forEach(done::add);
    }
  }

  @Override
  public ObjectNode body() {
    return body;
  }
}
