package org.konsil.web.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.error.MatrixException;

/** Client-server API, "OAuth 2.0 API, server metadata": only the legacy API is offered. */
@Path("/client/v1/auth_metadata")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthMetadataResource {

  @GET
  public Map<String, Object> getAuthMetadata() {
    throw MatrixException.unrecognized("The OAuth 2.0 API is not offered");
  }
}
