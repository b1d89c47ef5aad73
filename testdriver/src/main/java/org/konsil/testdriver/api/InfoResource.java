package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.device.CleanUp;

/** What the API is, and its clean state. */
@Path(DevicePath.API)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InfoResource {
  @Inject private DevicePath path;
  @Inject private TestDriverSettings settings;
  @Inject private CleanUp cleanUp;

  @GET
  public InfoObject info() {
    return InfoObject.of(path.domain(), path.kind(), settings);
  }

  /** Every device of the API leaves its rooms, is logged out and free; claims end. */
  @POST
  public void cleanUp() {
    cleanUp.run(path.domain(), path.kind());
  }
}
