package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.json.Json;
import org.konsil.keybackup.BackupKeys;
import org.konsil.keybackup.BackupSession;
import org.konsil.keybackup.BackupUpdate;
import org.konsil.keybackup.BackupVersion;
import org.konsil.keybackup.BackupVersionRequest;
import org.konsil.keybackup.KeyBackupService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.BodyLimit;
import org.konsil.web.http.CurrentRequest;

/**
 * Encrypted backups of room keys.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups">Server-side
 *     key backups</a>
 */
@Path("/client/v3/room_keys")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class KeyBackupResource {
  @Inject private CurrentRequest current;
  @Inject private KeyBackupService backups;

  @POST
  @Path("/version")
  public Map<String, String> postRoomKeysVersion(BackupVersionRequest request) {
    return Map.of("version", backups.createVersion(current.requester(), request));
  }

  @GET
  @Path("/version")
  public BackupVersion getRoomKeysVersionCurrent() {
    return backups.currentVersion(current.requester());
  }

  @GET
  @Path("/version/{version}")
  public BackupVersion getRoomKeysVersion(@PathParam("version") String version) {
    return backups.version(current.requester(), version);
  }

  @PUT
  @Path("/version/{version}")
  public ObjectNode putRoomKeysVersion(
      @PathParam("version") String version, BackupVersionRequest request) {
    backups.updateVersion(current.requester(), version, request);
    return Json.object();
  }

  @DELETE
  @Path("/version/{version}")
  public ObjectNode deleteRoomKeysVersion(@PathParam("version") String version) {
    backups.deleteVersion(current.requester(), version);
    return Json.object();
  }

  @PUT
  @Path("/keys")
  public BackupUpdate putRoomKeys(
      @QueryParam("version") String version, @BodyLimit(BodyLimit.MANY_ITEMS) BackupKeys request) {
    return backups.putKeys(current.requester(), version, request);
  }

  @GET
  @Path("/keys")
  public BackupKeys getRoomKeys(@QueryParam("version") String version) {
    return backups.keys(current.requester(), version);
  }

  @DELETE
  @Path("/keys")
  public BackupUpdate deleteRoomKeys(@QueryParam("version") String version) {
    return backups.deleteKeys(current.requester(), version);
  }

  @PUT
  @Path("/keys/{roomId}")
  public BackupUpdate putRoomKeysByRoomId(
      @PathParam("roomId") String roomId,
      @QueryParam("version") String version,
      @BodyLimit(BodyLimit.MANY_ITEMS) BackupKeys.RoomKeys request) {
    return backups.putRoomKeys(current.requester(), version, roomId, request);
  }

  @GET
  @Path("/keys/{roomId}")
  public BackupKeys.RoomKeys getRoomKeysByRoomId(
      @PathParam("roomId") String roomId, @QueryParam("version") String version) {
    return backups.roomKeys(current.requester(), version, roomId);
  }

  @DELETE
  @Path("/keys/{roomId}")
  public BackupUpdate deleteRoomKeysByRoomId(
      @PathParam("roomId") String roomId, @QueryParam("version") String version) {
    return backups.deleteRoomKeys(current.requester(), version, roomId);
  }

  @PUT
  @Path("/keys/{roomId}/{sessionId}")
  public BackupUpdate putRoomKeyBySessionId(
      @PathParam("roomId") String roomId,
      @PathParam("sessionId") String sessionId,
      @QueryParam("version") String version,
      BackupSession request) {
    return backups.putKey(current.requester(), version, roomId, sessionId, request);
  }

  @GET
  @Path("/keys/{roomId}/{sessionId}")
  public BackupSession getRoomKeyBySessionId(
      @PathParam("roomId") String roomId,
      @PathParam("sessionId") String sessionId,
      @QueryParam("version") String version) {
    return backups.key(current.requester(), version, roomId, sessionId);
  }

  @DELETE
  @Path("/keys/{roomId}/{sessionId}")
  public BackupUpdate deleteRoomKeyBySessionId(
      @PathParam("roomId") String roomId,
      @PathParam("sessionId") String sessionId,
      @QueryParam("version") String version) {
    return backups.deleteKey(current.requester(), version, roomId, sessionId);
  }
}
