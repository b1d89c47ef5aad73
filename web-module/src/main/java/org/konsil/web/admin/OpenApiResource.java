package org.konsil.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;

/** The document of this API, for everybody: it tells nothing of the deployment. */
@Path("/openapi.yaml")
@ApplicationScoped
public class OpenApiResource {
  static final String DOCUMENT = "openapi.yaml";

  @GET
  @Produces("application/yaml")
  public InputStream getOpenApi() {
    return OpenApiResource.class.getResourceAsStream(DOCUMENT);
  }
}
