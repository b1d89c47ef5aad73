package org.konsil.testdriver.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.konsil.testdriver.matrix.Refusal;

/** What a homeserver, a client or the test driver refuses, with its own status. */
@Provider
public class RefusalMapper implements ExceptionMapper<Refusal> {
  @Override
  public Response toResponse(Refusal refusal) {
    return ErrorBody.answer(refusal.status(), refusal.code(), refusal.getMessage());
  }
}
