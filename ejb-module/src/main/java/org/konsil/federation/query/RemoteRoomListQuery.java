package org.konsil.federation.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.roomdirectory.PublicRoomsRequest;
import org.konsil.roomdirectory.RemoteRoomLists;

/** Server-server API, "Published room directory". */
@ApplicationScoped
class RemoteRoomListQuery implements RemoteRoomLists {
  @Inject private FederationClient client;

  @Override
  public ObjectNode list(ServerName from, ServerName server, PublicRoomsRequest request) {
    ObjectNode body = Json.object();
    if (request.limit() != null) {
      body.put("limit", request.limit());
    }
    if (request.since() != null) {
      body.put("since", request.since());
    }
    if (request.includeAllNetworks() != null) {
      body.put("include_all_networks", request.includeAllNetworks());
    }
    if (request.thirdPartyInstanceId() != null) {
      body.put("third_party_instance_id", request.thirdPartyInstanceId());
    }
    if (request.filter() != null) {
      ObjectNode filter = body.putObject("filter");
      filter.put("generic_search_term", request.filter().genericSearchTerm());
      if (request.filter().roomTypes() != null) {
        ArrayNode types = filter.putArray("room_types");
        request.filter().roomTypes().forEach(types::add);
      }
      filter.properties().removeIf(member -> member.getValue().isNull());
    }
    ObjectNode answer = client.post(from, server, "/_matrix/federation/v1/publicRooms", body);
    if (!answer.path("chunk").isArray()) {
      throw RemoteServerException.malformed(server, "no list of rooms");
    }
    return answer;
  }
}
