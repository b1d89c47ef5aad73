package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.core.id.RoomId;
import org.konsil.participation.MembershipService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Mutual rooms"; always all of them at once. */
@Path("/client/v1/mutual_rooms")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class MutualRoomsResource {
  @Inject private CurrentRequest current;
  @Inject private MembershipService memberships;

  /** {@code count}: of the whole list. */
  public record MutualRoomsResponse(List<String> joined, int count) {}

  @GET
  public MutualRoomsResponse getMutualRooms(
      @QueryParam("user_id") String userId, @QueryParam("from") String from) {
    List<String> rooms =
        memberships.mutualRooms(current.requester(), userId, from).stream()
            .map(RoomId::value)
            .toList();
    return new MutualRoomsResponse(rooms, rooms.size());
  }
}
