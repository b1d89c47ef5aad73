package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.participation.CreateRoomRequest;
import org.konsil.participation.RoomEntranceService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;

/** Client-server API, "Rooms: Creation". */
@Path("/client/v3/createRoom")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomCreationResource {
  @Inject private CurrentRequest current;
  @Inject private RoomEntranceService rooms;

  @POST
  @Measured(RawDataOperation.EVENT_WITHIN)
  public Map<String, String> createRoom(CreateRoomRequest body) {
    body.invitees().forEach(current::invites);
    return Map.of("room_id", rooms.create(current.requester(), body).value());
  }
}
