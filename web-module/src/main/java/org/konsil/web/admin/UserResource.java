package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.id.UserId;
import org.konsil.org.OrgAdminService;
import org.konsil.web.http.AccessToken;

/** One account. */
@Path("/users/{userId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {
  @Inject private Administrator administrator;
  @Inject private OrgAdminService accounts;

  /** What the account is called; {@code person}: whether that is "Name, Vorname". */
  public record RenameUserRequest(
      @JsonProperty("display_name") String displayName, Boolean person) {}

  /** Whether all requests of the account are to be refused. */
  public record LockUserRequest(Boolean locked) {}

  /** Whether the account may only read, leave and log out. */
  public record SuspendUserRequest(Boolean suspended) {}

  /** Whether the account is to administer its domain. */
  public record PromoteUserRequest(Boolean administrator) {}

  /** {@code erase}: whether its content is to be hidden from later readers. */
  public record DeactivateUserRequest(Boolean erase) {}

  @GET
  public UsersResource.UserResponse getUser(@PathParam("userId") String userId) {
    UserId user = UserId.parse(userId);
    return UsersResource.UserResponse.of(accounts.get(administrator.of(user), user));
  }

  @PUT
  @Path("/display_name")
  public Map<String, Object> renameUser(
      @PathParam("userId") String userId, RenameUserRequest request) {
    UserId user = UserId.parse(userId);
    accounts.rename(
        administrator.of(user), user, request.displayName(), Boolean.TRUE.equals(request.person()));
    return Map.of();
  }

  @PUT
  @Path("/locked")
  public Map<String, Object> lockUser(@PathParam("userId") String userId, LockUserRequest request) {
    UserId user = UserId.parse(userId);
    boolean locked = Given.required("locked", request.locked());
    accounts.lock(administrator.of(user), user, locked);
    return Map.of("locked", locked);
  }

  @PUT
  @Path("/suspended")
  public Map<String, Object> suspendUser(
      @PathParam("userId") String userId, SuspendUserRequest request) {
    UserId user = UserId.parse(userId);
    boolean suspended = Given.required("suspended", request.suspended());
    accounts.suspend(administrator.of(user), user, suspended);
    return Map.of("suspended", suspended);
  }

  @PUT
  @Path("/administrator")
  public Map<String, Object> promoteUser(
      @PathParam("userId") String userId, PromoteUserRequest request) {
    UserId user = UserId.parse(userId);
    boolean promoted = Given.required("administrator", request.administrator());
    accounts.setDomainAdmin(administrator.of(user), user, promoted);
    return Map.of("administrator", promoted);
  }

  @POST
  @Path("/reset_password")
  public UsersResource.InitialPasswordResponse resetPassword(@PathParam("userId") String userId) {
    UserId user = UserId.parse(userId);
    return UsersResource.InitialPasswordResponse.of(
        accounts.resetPassword(administrator.of(user), user));
  }

  @POST
  @Path("/deactivate")
  public Map<String, Object> deactivateUser(
      @PathParam("userId") String userId, DeactivateUserRequest request) {
    UserId user = UserId.parse(userId);
    accounts.deactivate(administrator.of(user), user, Boolean.TRUE.equals(request.erase()));
    return Map.of();
  }
}
