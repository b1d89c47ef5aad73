package org.konsil.web.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.core.id.RoomAlias;
import org.konsil.roomdirectory.RoomAliasService;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;

/** Server-server API, "Querying for information": the aliases of the asked domain. */
@Path("/federation/v1/query/directory")
@ApplicationScoped
@SignedRequest
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryQueryResource {
  @Inject private CurrentRequest current;
  @Inject private RoomAliasService aliases;

  @GET
  public RoomAliasService.Resolved queryRoomDirectory(@QueryParam("room_alias") String alias) {
    return aliases.resolveOf(current.federationRequester().destination(), RoomAlias.parse(alias));
  }
}
