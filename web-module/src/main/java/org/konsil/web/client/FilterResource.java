package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.sync.FilterService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Filtering". */
@Path("/client/v3/user/{userId}/filter")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class FilterResource {
  @Inject private CurrentRequest current;
  @Inject private FilterService filters;

  @POST
  public Map<String, String> defineFilter(@PathParam("userId") String userId, ObjectNode body) {
    return Map.of(
        "filter_id", filters.defineFilter(current.requester(), UserId.parse(userId), body));
  }

  @GET
  @Path("/{filterId}")
  public ObjectNode getFilter(
      @PathParam("userId") String userId, @PathParam("filterId") String filterId) {
    return filters.getFilter(current.requester(), UserId.parse(userId), filterId);
  }
}
