package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a href="https://spec.matrix.org/v1.19/client-server-api/#room-tagging">Room
 * tagging</a>.
 */
@Path("/client/v3/user/{userId}/rooms/{roomId}/tags")
@RequestScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomTaggingResource {
  @Inject private CurrentRequest current;
  @Inject private AccountDataService accountData;

  @PathParam("userId")
  private String userId;

  @PathParam("roomId")
  private String roomId;

  @GET
  public Map<String, ObjectNode> getRoomTags() {
    current.requester().requireSelf(UserId.parse(userId));
    return Map.of("tags", accountData.tags(current.requester(), RoomId.parse(roomId)));
  }

  @PUT
  @Path("/{tag}")
  public Map<String, Object> setRoomTag(@PathParam("tag") String tag, ObjectNode content) {
    current.requester().requireSelf(UserId.parse(userId));
    accountData.putTag(current.requester(), RoomId.parse(roomId), tag, content);
    return Map.of();
  }

  @DELETE
  @Path("/{tag}")
  public Map<String, Object> deleteRoomTag(@PathParam("tag") String tag) {
    current.requester().requireSelf(UserId.parse(userId));
    accountData.deleteTag(current.requester(), RoomId.parse(roomId), tag);
    return Map.of();
  }
}
