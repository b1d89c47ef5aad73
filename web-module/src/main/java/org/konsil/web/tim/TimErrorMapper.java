package org.konsil.web.tim;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.error.MatrixException;

/** Failures in gematik's form: errorCode and errorMessage. */
@Provider
public class TimErrorMapper implements ExceptionMapper<Exception> {
  private static final Logger LOG = Logger.getLogger(TimErrorMapper.class.getName());

  @Override
  public Response toResponse(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MatrixException matrix) {
        return answer(matrix.status(), matrix.code().name(), matrix.getMessage());
      }
      if (cause instanceof WebApplicationException web) {
        int status = web.getResponse().getStatus();
        return answer(
            status, "HTTP_" + status, web.getResponse().getStatusInfo().getReasonPhrase());
      }
    }
    LOG.log(Level.SEVERE, failure, () -> "unforeseen failure of a request");
    return answer(500, "HTTP_500", "Internal server error");
  }

  private static Response answer(int status, String code, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Map.of("errorCode", code, "errorMessage", message))
        .build();
  }
}
