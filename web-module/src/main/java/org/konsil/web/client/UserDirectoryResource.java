package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.profile.Profile;
import org.konsil.profile.UserDirectoryService;
import org.konsil.profile.UserDirectoryService.Found;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;

/**
 * Client-server API, <a href="https://spec.matrix.org/v1.19/client-server-api/#user-directory">User
 * directory</a>.
 */
@Path("/client/v3/user_directory/search")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class UserDirectoryResource {
  private static final int DEFAULT_LIMIT = 10;

  @Inject private CurrentRequest current;
  @Inject private UserDirectoryService directory;

  /** {@code limit}: 10 unless given. */
  public record SearchUserDirectoryRequest(
      @JsonProperty("search_term") String searchTerm, Integer limit) {}

  /** A found user. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record User(
      @JsonProperty("user_id") String userId,
      @JsonProperty("display_name") String displayName,
      @JsonProperty("avatar_url") String avatarUrl) {}

  /** {@code limited}: whether there are more. */
  public record SearchUserDirectoryResponse(List<User> results, boolean limited) {}

  @Measured(RawDataOperation.USER_SEARCH)
  @POST
  public SearchUserDirectoryResponse searchUserDirectory(SearchUserDirectoryRequest request) {
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    Found found = directory.search(current.requester(), request.searchTerm(), limit);
    return new SearchUserDirectoryResponse(
        found.users().stream().map(UserDirectoryResource::user).toList(), found.limited());
  }

  private static User user(Profile profile) {
    return new User(
        profile.user().value(),
        profile.displayName().orElse(null),
        profile.avatarUrl().orElse(null));
  }
}
