package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.konsil.core.id.UserId;
import org.konsil.profile.ProfileService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#querying-for-information">Querying for
 * information</a>: profiles.
 */
@Path("/federation/v1/query/profile")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProfileQueryResource {
  @Inject private CurrentRequest current;
  @Inject private ProfileService profiles;

  @GET
  public ObjectNode queryProfile(
      @QueryParam("user_id") String userId, @QueryParam("field") String field) {
    return profiles.fieldsForServer(
        current.federationRequester().destination(),
        UserId.parse(userId),
        Optional.ofNullable(field));
  }
}
