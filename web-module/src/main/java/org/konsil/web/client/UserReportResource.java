package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.org.ReportService;
import org.konsil.web.client.ReportContentResource.ReportRequest;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#reporting-content">Reporting content</a>:
 * users.
 */
@Path("/client/v3/users/{userId}/report")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class UserReportResource {
  @Inject private CurrentRequest current;
  @Inject private ReportService reports;

  @POST
  public Map<String, Object> reportUser(@PathParam("userId") String userId, ReportRequest request) {
    reports.reportUser(current.requester(), UserId.parse(userId), request.reason());
    return Map.of();
  }
}
