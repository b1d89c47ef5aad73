package org.konsil.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;

/**
 * Another server refused a request or could not be reached. Our client sees its errcode; its 401
 * and its failures become 502, as they say nothing about our client.
 */
public class RemoteServerException extends MatrixException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_TEXT = 200;

  private final transient ObjectNode remoteBody;
  private final int remoteStatus;

  private RemoteServerException(ErrorCode code, String message, ObjectNode body, int status) {
    super(code, message);
    this.remoteBody = body;
    this.remoteStatus = status;
    boolean tellable = status >= 400 && status < 500 && status != 401;
    status(tellable ? status : 502);
  }

  /** What another server answered says that it does not want to. */
  public static RemoteServerException refused(HttpAnswer answer) {
    ObjectNode body = bodyOf(answer);
    String wanted = body.path("errcode").asText("");
    ErrorCode code =
        Arrays.stream(ErrorCode.values())
            .filter(known -> known.name().equals(wanted))
            .findFirst()
            .orElse(ErrorCode.M_UNKNOWN);
    String text = body.path("error").asText("The other server refused");
    return new RemoteServerException(
        code, text.substring(0, Math.min(text.length(), MAX_TEXT)), body, answer.status());
  }

  /** What another server answered makes no sense. */
  public static RemoteServerException malformed(ServerName server, String what) {
    return new RemoteServerException(
        ErrorCode.M_UNKNOWN, "The answer of " + server + ": " + what, Json.object(), 200);
  }

  static RemoteServerException unreachable(ServerName server) {
    return new RemoteServerException(
        ErrorCode.M_UNKNOWN, "The server " + server + " cannot be reached", Json.object(), 0);
  }

  /** What the other server said beside errcode and error, such as a room version. */
  public ObjectNode remoteBody() {
    return remoteBody;
  }

  /** The status of the other server's answer; 0 when there was none. */
  public int remoteStatus() {
    return remoteStatus;
  }

  public boolean isUnreachable() {
    return remoteStatus == 0;
  }

  private static ObjectNode bodyOf(HttpAnswer answer) {
    try {
      return Json.parseObject(answer.body());
    } catch (MatrixException e) {
      return Json.object();
    }
  }
}
