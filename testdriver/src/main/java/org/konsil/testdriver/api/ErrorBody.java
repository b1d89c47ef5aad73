package org.konsil.testdriver.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Every answer of 400 and above. */
record ErrorBody(String errorCode, String errorMessage) {
  static Response answer(int status, String code, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(new ErrorBody(code, message))
        .build();
  }
}
