package org.konsil.web.http;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.storage.StorageException;

/**
 * Every failure leaves as the specification's standard error response: unknown path 404 and wrong
 * method 405, both M_UNRECOGNIZED (A_25641-01); what nobody foresaw is 500 M_UNKNOWN, logged
 * without its message, which may quote a request.
 */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(ErrorMapper.class.getName());

  @Override
  public Response toResponse(Throwable failure) {
    MatrixException error = asMatrixException(failure);
    Response.ResponseBuilder response =
        Response.status(error.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(Json.bytes(error.body()));
    if (error.body().has("retry_after_ms")) {
      long millis = error.body().get("retry_after_ms").asLong();
      response.header("Retry-After", Math.max(1, (millis + 999) / 1000));
    }
    return response.build();
  }

  private static MatrixException asMatrixException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MatrixException matrix) {
        return matrix;
      }
      if (cause instanceof NotFoundException && cause.getCause() instanceof RuntimeException) {
        return MatrixException.invalidParam("A parameter of the request is malformed");
      }
      if (cause instanceof NotFoundException) {
        return MatrixException.unrecognized("Unrecognized request");
      }
      if (cause instanceof NotAllowedException) {
        return MatrixException.unrecognized("Method not allowed").status(405);
      }
      if (cause instanceof WebApplicationException web) {
        return MatrixException.of(ErrorCode.M_UNKNOWN, "The request could not be understood")
            .status(web.getResponse().getStatus());
      }
      if (!(cause instanceof EJBException)) {
        break;
      }
    }
    if (StorageException.isUnavailable(failure)) {
      LOG.log(Level.WARNING, failure, () -> "the database is not to be had");
      return MatrixException.unknown("The server cannot reach its database; try again")
          .with("retry_after_ms", ThreadLocalRandom.current().nextLong(2_000, 10_000))
          .status(503);
    }
    LOG.log(Level.SEVERE, failure, () -> "unforeseen failure of a request");
    return MatrixException.unknown("Internal server error").status(500);
  }
}
