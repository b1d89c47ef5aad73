package org.konsil.testdriver.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A fault of the test driver or of its client's library; the log has the trace. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<RuntimeException> {
  private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class.getName());

  @Override
  public Response toResponse(RuntimeException fault) {
    LOG.log(Level.WARNING, "an operation of the test driver failed", fault);
    return ErrorBody.answer(500, "M_UNKNOWN", fault.getClass().getSimpleName());
  }
}
