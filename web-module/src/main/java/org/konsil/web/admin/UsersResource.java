package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.konsil.account.Account;
import org.konsil.account.Requester;
import org.konsil.administration.Page;
import org.konsil.org.InitialPassword;
import org.konsil.org.NewAccount;
import org.konsil.org.OrgAccount;
import org.konsil.org.OrgAdminService;
import org.konsil.web.http.AccessToken;

/** The accounts of a domain. */
@Path("/domains/{serverName}/users")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  @Inject private Administrator administrator;
  @Inject private OrgAdminService accounts;

  /** An account, as the API shows it; times in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UserResponse(
      @JsonProperty("user_id") String userId,
      @JsonProperty("display_name") String displayName,
      boolean administrator,
      boolean locked,
      boolean suspended,
      boolean deactivated,
      boolean erased,
      int devices,
      @JsonProperty("created_at") long createdAt,
      @JsonProperty("last_seen_at") Long lastSeenAt) {
    static UserResponse of(OrgAccount seen) {
      Account account = seen.account();
      return new UserResponse(
          account.user().value(),
          seen.displayName(),
          account.domainAdmin(),
          account.locked(),
          account.suspended(),
          account.deactivated(),
          account.erased(),
          seen.devices(),
          account.createdAt().toEpochMilli(),
          seen.lastSeen().map(Instant::toEpochMilli).orElse(null));
    }
  }

  /** An account to be made; {@code person}: whether it is called "Name, Vorname". */
  public record CreateUserRequest(
      String localpart,
      @JsonProperty("display_name") String displayName,
      Boolean person,
      @JsonProperty("administrator") Boolean domainAdmin) {
    CreateUserRequest administering(boolean wanted) {
      return new CreateUserRequest(localpart, displayName, person, wanted);
    }

    NewAccount toNewAccount() {
      return new NewAccount(
          Given.required("localpart", localpart),
          displayName,
          Boolean.TRUE.equals(person),
          Boolean.TRUE.equals(domainAdmin));
    }
  }

  /** A password that is shown once. */
  public record InitialPasswordResponse(@JsonProperty("user_id") String userId, String password) {
    static InitialPasswordResponse of(InitialPassword initial) {
      return new InitialPasswordResponse(initial.user().value(), initial.password());
    }

    @Override
    public String toString() {
      return "InitialPasswordResponse[" + userId + "]";
    }
  }

  @GET
  public PageResponse<UserResponse> listUsers(
      @PathParam("serverName") String serverName,
      @QueryParam("search") @DefaultValue("") String search,
      @BeanParam PageQuery page) {
    Requester admin = administrator.of(serverName);
    return PageResponse.of(
        new Page<>(
            accounts.list(admin, search, page.first(), page.count()),
            page.first(),
            accounts.count(admin, search)),
        UserResponse::of);
  }

  @POST
  public InitialPasswordResponse createUser(
      @PathParam("serverName") String serverName, CreateUserRequest request) {
    return InitialPasswordResponse.of(
        accounts.create(administrator.of(serverName), request.toNewAccount()));
  }
}
