package org.konsil.web.tim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.federationlist.ServerLookupService;

/** I_TiMessengerInformation: about the service itself, and what the federation list says. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TimInformationResource {
  private static final String VERSION = "1.0.0";

  @Inject private ServerLookupService lookup;

  /** What this interface is. */
  @GET
  public Map<String, Object> info() {
    return Map.of(
        "title",
        "I_TiMessengerInformation",
        "description",
        "Information for TI-Messenger clients",
        "version",
        VERSION);
  }

  @GET
  @Path("/v1/server/findByIk")
  public Map<String, Object> findByIk(@QueryParam("ikNumber") String ikNumber) {
    return Map.of("serverName", lookup.findByIk(ikNumber).value());
  }

  @GET
  @Path("/v1/server/isInsurance")
  public Map<String, Object> isInsurance(@QueryParam("serverName") String serverName) {
    return Map.of("isInsurance", lookup.isInsurance(serverName));
  }
}
