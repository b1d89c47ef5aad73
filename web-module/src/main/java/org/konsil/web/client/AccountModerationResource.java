package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.org.OrgAdminService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#account-moderation">Account
 * moderation</a>.
 */
@Path("/client/v1/admin")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class AccountModerationResource {
  @Inject private CurrentRequest current;
  @Inject private OrgAdminService administration;

  /** Whether the account is to be locked. */
  public record SetAdminLockUserRequest(Boolean locked) {}

  /** Whether the account is to be suspended. */
  public record SetAdminSuspendUserRequest(Boolean suspended) {}

  @GET
  @Path("/lock/{userId}")
  public Map<String, Object> getAdminLockUser(@PathParam("userId") String userId) {
    return Map.of(
        "locked", administration.standing(current.requester(), UserId.parse(userId)).locked());
  }

  @PUT
  @Path("/lock/{userId}")
  public Map<String, Object> setAdminLockUser(
      @PathParam("userId") String userId, SetAdminLockUserRequest request) {
    boolean locked = given("locked", request.locked());
    administration.lock(current.requester(), UserId.parse(userId), locked);
    return Map.of("locked", locked);
  }

  @GET
  @Path("/suspend/{userId}")
  public Map<String, Object> getAdminSuspendUser(@PathParam("userId") String userId) {
    return Map.of(
        "suspended",
        administration.standing(current.requester(), UserId.parse(userId)).suspended());
  }

  @PUT
  @Path("/suspend/{userId}")
  public Map<String, Object> setAdminSuspendUser(
      @PathParam("userId") String userId, SetAdminSuspendUserRequest request) {
    boolean suspended = given("suspended", request.suspended());
    administration.suspend(current.requester(), UserId.parse(userId), suspended);
    return Map.of("suspended", suspended);
  }

  private static boolean given(String name, Boolean value) {
    if (value == null) {
      throw MatrixException.missingParam(name + " is missing");
    }
    return value;
  }
}
