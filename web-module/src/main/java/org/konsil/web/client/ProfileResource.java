package org.konsil.web.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.profile.ProfileService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.OptionalAccessToken;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#profiles">Profiles</a>. Reading needs a
 * token under the TI-M policy (A_26289).
 */
@Path("/client/v3/profile/{userId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {
  @Inject private CurrentRequest current;
  @Inject private ProfileService profiles;

  @GET
  @OptionalAccessToken
  public ObjectNode getUserProfile(@PathParam("userId") String userId) {
    return profiles.fields(current.findRequester(), current.domain().name(), UserId.parse(userId));
  }

  @GET
  @Path("/{keyName}")
  @OptionalAccessToken
  public Map<String, JsonNode> getProfileField(
      @PathParam("userId") String userId, @PathParam("keyName") String keyName) {
    return Map.of(
        keyName,
        profiles.getField(
            current.findRequester(), current.domain().name(), UserId.parse(userId), keyName));
  }

  @PUT
  @Path("/{keyName}")
  @AccessToken
  @GuestAccess
  public Map<String, Object> setProfileField(
      @PathParam("userId") String userId,
      @PathParam("keyName") String keyName,
      ObjectNode request) {
    profiles.setField(current.requester(), UserId.parse(userId), keyName, request.get(keyName));
    return Map.of();
  }

  @DELETE
  @Path("/{keyName}")
  @AccessToken
  @GuestAccess
  public Map<String, Object> deleteProfileField(
      @PathParam("userId") String userId, @PathParam("keyName") String keyName) {
    profiles.deleteField(current.requester(), UserId.parse(userId), keyName);
    return Map.of();
  }
}
