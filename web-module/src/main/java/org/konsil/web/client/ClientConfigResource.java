package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.konsil.accountdata.AccountDataService;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#client-config">Client config</a>.
 */
@Path("/client/v3/user/{userId}")
@RequestScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ClientConfigResource {
  @Inject private CurrentRequest current;
  @Inject private AccountDataService accountData;

  @PathParam("userId")
  private String userId;

  @GET
  @Path("/account_data/{type}")
  public ObjectNode getAccountData(@PathParam("type") String type) {
    current.requester().requireSelf(UserId.parse(userId));
    return accountData.get(current.requester(), Optional.empty(), type);
  }

  @PUT
  @Path("/account_data/{type}")
  public Map<String, Object> setAccountData(@PathParam("type") String type, ObjectNode content) {
    current.requester().requireSelf(UserId.parse(userId));
    accountData.put(current.requester(), Optional.empty(), type, content);
    return Map.of();
  }

  @GET
  @Path("/rooms/{roomId}/account_data/{type}")
  public ObjectNode getAccountDataPerRoom(
      @PathParam("roomId") String roomId, @PathParam("type") String type) {
    current.requester().requireSelf(UserId.parse(userId));
    return accountData.get(current.requester(), Optional.of(RoomId.parse(roomId)), type);
  }

  @PUT
  @Path("/rooms/{roomId}/account_data/{type}")
  public Map<String, Object> setAccountDataPerRoom(
      @PathParam("roomId") String roomId, @PathParam("type") String type, ObjectNode content) {
    current.requester().requireSelf(UserId.parse(userId));
    accountData.put(current.requester(), Optional.of(RoomId.parse(roomId)), type, content);
    return Map.of();
  }
}
