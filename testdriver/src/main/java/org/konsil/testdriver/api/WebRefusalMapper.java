package org.konsil.testdriver.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Unknown paths and methods, and bodies that cannot be read. */
@Provider
public class WebRefusalMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return ErrorBody.answer(status, "M_UNRECOGNIZED", String.valueOf(refused.getMessage()));
  }
}
