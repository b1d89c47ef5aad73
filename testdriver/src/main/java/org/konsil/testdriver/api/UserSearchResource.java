package org.konsil.testdriver.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.testdriver.matrix.Refusal;

/** Users of the own homeserver. */
@Path(DevicePath.DEVICE + "/homeserver")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UserSearchResource {
  @Inject private DevicePath path;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FoundUser(String mxId, String displayName) {}

  record FoundUsers(int totalSearchResults, List<FoundUser> searchResults) {}

  /** By one of both; by both, those that both find. */
  @GET
  @Path("/search")
  public FoundUsers search(
      @QueryParam("displayName") String displayName, @QueryParam("mxId") String mxId) {
    String term = mxId == null || mxId.isBlank() ? displayName : mxId;
    if (term == null || term.isBlank()) {
      throw new Refusal(400, "M_MISSING_PARAM", "displayName or mxId is needed");
    }
    List<FoundUser> found =
        path.rooms().searchUsers(term).entrySet().stream()
            .map(user -> new FoundUser(user.getKey(), user.getValue().orElse(null)))
            .filter(user -> matches(user, displayName))
            .toList();
    return new FoundUsers(found.size(), found);
  }

  private static boolean matches(FoundUser user, String displayName) {
    return displayName == null
        || displayName.isBlank()
        || user.displayName() != null
            && user.displayName().toLowerCase().contains(displayName.toLowerCase());
  }
}
