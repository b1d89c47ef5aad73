package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.UserId;
import org.konsil.org.OrgAdminService;
import org.konsil.org.WhoIs;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#server-administration">Server
 * administration</a>.
 */
@Path("/client/v3/admin/whois/{userId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ServerAdministrationResource {
  @Inject private CurrentRequest current;
  @Inject private OrgAdminService administration;

  @GET
  public WhoIs getWhoIs(@PathParam("userId") String userId) {
    return administration.whoIs(current.requester(), UserId.parse(userId));
  }
}
