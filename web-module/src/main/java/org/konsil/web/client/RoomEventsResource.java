package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.timeline.ContextResponse;
import org.konsil.timeline.MessagesRequest;
import org.konsil.timeline.MessagesResponse;
import org.konsil.timeline.PageToken;
import org.konsil.timeline.RoomMembersService;
import org.konsil.timeline.RoomStateReadService;
import org.konsil.timeline.TimelineService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/** Client-server API, "Getting events for a room" and "Event context". */
@Path("/client/v3/rooms/{roomId}")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RoomEventsResource {
  @Inject private CurrentRequest current;
  @Inject private TimelineService timeline;
  @Inject private RoomMembersService members;
  @Inject private RoomStateReadService states;

  @GET
  @Path("event/{eventId}")
  @GuestAccess
  public ObjectNode getOneRoomEvent(
      @PathParam("roomId") String roomId, @PathParam("eventId") String eventId) {
    return timeline.event(current.requester(), RoomId.parse(roomId), EventId.asked(eventId));
  }

  @GET
  @Path("joined_members")
  public Map<String, Object> getJoinedMembersByRoom(@PathParam("roomId") String roomId) {
    return Map.of("joined", members.joinedMembers(current.requester(), RoomId.parse(roomId)));
  }

  @GET
  @Path("members")
  @GuestAccess
  public Map<String, Object> getMembersByRoom(
      @PathParam("roomId") String roomId,
      @QueryParam("at") String at,
      @QueryParam("membership") String membership,
      @QueryParam("not_membership") String notMembership) {
    return Map.of(
        "chunk",
        members.members(
            current.requester(),
            RoomId.parse(roomId),
            Optional.ofNullable(at).map(PageToken::parse),
            RoomMembersService.Wanted.parse(membership, notMembership)));
  }

  @GET
  @Path("state")
  @GuestAccess
  public ArrayNode getRoomState(@PathParam("roomId") String roomId) {
    return states.state(current.requester(), RoomId.parse(roomId));
  }

  @GET
  @Path("state/{eventType}")
  @GuestAccess
  public ObjectNode getRoomStateByType(
      @PathParam("roomId") String roomId,
      @PathParam("eventType") String eventType,
      @QueryParam("format") String format) {
    return states.state(current.requester(), RoomId.parse(roomId), eventType, "", format);
  }

  @GET
  @Path("state/{eventType}/{stateKey:.*}")
  @GuestAccess
  public ObjectNode getRoomStateWithKey(
      @PathParam("roomId") String roomId,
      @PathParam("eventType") String eventType,
      @PathParam("stateKey") String stateKey,
      @QueryParam("format") String format) {
    return states.state(current.requester(), RoomId.parse(roomId), eventType, stateKey, format);
  }

  @GET
  @Path("messages")
  @GuestAccess
  public MessagesResponse getRoomEvents(
      @PathParam("roomId") String roomId,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("dir") String dir,
      @QueryParam("limit") String limit,
      @QueryParam("filter") String filter) {
    MessagesRequest request = MessagesRequest.parse(from, to, dir, limit, filter);
    return timeline.messages(current.requester(), RoomId.parse(roomId), request);
  }

  @GET
  @Path("context/{eventId}")
  @GuestAccess
  public ContextResponse getEventContext(
      @PathParam("roomId") String roomId,
      @PathParam("eventId") String eventId,
      @QueryParam("limit") String limit,
      @QueryParam("filter") String filter) {
    return timeline.context(
        current.requester(),
        RoomId.parse(roomId),
        EventId.asked(eventId),
        MessagesRequest.limit(limit),
        MessagesRequest.filter(filter));
  }
}
