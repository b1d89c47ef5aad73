package org.konsil.federation.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.roomdirectory.RemoteAliases;
import org.konsil.roomdirectory.RoomAliasService;

/** Server-server API, "Querying for information": the directory of the alias's server. */
@ApplicationScoped
class RemoteAliasLookup implements RemoteAliases {
  private static final int MAX_SERVERS = 50;

  @Inject private FederationClient client;

  @Override
  public RoomAliasService.Resolved resolve(ServerName own, RoomAlias alias) {
    ObjectNode answer =
        client.get(
            own,
            alias.server(),
            "/_matrix/federation/v1/query/directory?room_alias="
                + HandshakeRequests.escaped(alias.value()));
    String room =
        RoomId.find(answer.path("room_id").textValue())
            .map(RoomId::value)
            .orElseThrow(
                () -> RemoteServerException.malformed(alias.server(), "the alias has no room"));
    List<String> servers = new ArrayList<>();
    for (JsonNode server : answer.path("servers")) {
      if (servers.size() < MAX_SERVERS && ServerName.find(server.textValue()).isPresent()) {
        servers.add(server.textValue());
      }
    }
    return new RoomAliasService.Resolved(room, servers);
  }
}
