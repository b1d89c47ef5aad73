package org.konsil.core.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Objects;

/**
 * A refusal that the client is told about: an error code, a sentence for people and, for some
 * codes, further members of the body. The message must not carry secrets or another user's data.
 */
public class MatrixException extends RuntimeException {
  private final ErrorCode code;
  private final transient ObjectNode extra = JsonNodeFactory.instance.objectNode();
  private int status;

  public MatrixException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public MatrixException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
    this.status = code.status();
  }

  public static MatrixException of(ErrorCode code, String message) {
    return new MatrixException(code, message);
  }

  public static MatrixException forbidden(String message) {
    return of(ErrorCode.M_FORBIDDEN, message);
  }

  public static MatrixException notFound(String message) {
    return of(ErrorCode.M_NOT_FOUND, message);
  }

  /**
   * The access token is not (or no longer) known.
   *
   * @param softLogout true when the client may keep its keys and log in again
   */
  public static MatrixException unknownToken(String message, boolean softLogout) {
    return of(ErrorCode.M_UNKNOWN_TOKEN, message).with("soft_logout", softLogout);
  }

  public static MatrixException missingToken() {
    return of(ErrorCode.M_MISSING_TOKEN, "Missing access token");
  }

  public static MatrixException badJson(String message) {
    return of(ErrorCode.M_BAD_JSON, message);
  }

  public static MatrixException notJson(String message) {
    return of(ErrorCode.M_NOT_JSON, message);
  }

  public static MatrixException invalidParam(String message) {
    return of(ErrorCode.M_INVALID_PARAM, message);
  }

  public static MatrixException missingParam(String message) {
    return of(ErrorCode.M_MISSING_PARAM, message);
  }

  public static MatrixException unrecognized(String message) {
    return of(ErrorCode.M_UNRECOGNIZED, message);
  }

  public static MatrixException tooLarge(String message) {
    return of(ErrorCode.M_TOO_LARGE, message);
  }

  public static MatrixException unknown(String message) {
    return of(ErrorCode.M_UNKNOWN, message);
  }

  /** Too many requests; the body says after how many milliseconds a retry is worth it. */
  public static MatrixException limitExceeded(Duration retryAfter) {
    return of(ErrorCode.M_LIMIT_EXCEEDED, "Too many requests")
        .with("retry_after_ms", retryAfter.toMillis());
  }

  public ErrorCode code() {
    return code;
  }

  public int status() {
    return status;
  }

  /** The same error with another HTTP status than the code's usual one. */
  public MatrixException status(int newStatus) {
    this.status = newStatus;
    return this;
  }

  /**
   * Adds a member to the body.
   *
   * @param value a String, Integer, Long, Boolean or JsonNode
   */
  public MatrixException with(String field, Object value) {
    extra.set(field, node(value));
    return this;
  }

  /** The JSON body: errcode, error and the further members. */
  public ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("errcode", code.name());
    body.put("error", getMessage());
    body.setAll(extra);
    return body;
  }

  private static JsonNode node(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof JsonNode json) {
      return json;
    }
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    if (value instanceof Integer || value instanceof Long) {
      return nodes.numberNode(((Number) value).longValue());
    }
    return nodes.textNode(String.valueOf(value));
  }
}
