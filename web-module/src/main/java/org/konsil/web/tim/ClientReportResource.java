package org.konsil.web.tim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.usage.ClientReportService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Takes what clients count of structured data. */
@Path("/")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientReportResource {
  @Inject private CurrentRequest current;
  @Inject private ClientReportService reports;

  @POST
  @AccessToken
  public Map<String, Object> postStructuredDataClientReport(ObjectNode report) {
    reports.add(current.requester(), report);
    return Map.of();
  }
}
