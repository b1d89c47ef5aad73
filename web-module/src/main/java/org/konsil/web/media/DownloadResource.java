package org.konsil.web.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.konsil.media.MediaService;
import org.konsil.media.MediaUri;
import org.konsil.media.ThumbnailService;
import org.konsil.media.ThumbnailSize;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/**
 * Downloads with a token.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#content-repository">Content
 *     repository</a>
 */
@Path("/client/v1/media")
@AccessToken
@ApplicationScoped
public class DownloadResource {
  @Inject private CurrentRequest current;
  @Inject private MediaService media;
  @Inject private ThumbnailService thumbnails;
  @Context private HttpHeaders headers;

  @GET
  @Path("/download/{serverName}/{mediaId}")
  @GuestAccess
  public Response getContentAuthed(
      @PathParam("serverName") String serverName, @PathParam("mediaId") String mediaId) {
    return MediaResponse.of(
        media.download(current.domain().name(), MediaUri.of(serverName, mediaId)),
        Optional.empty(),
        headers);
  }

  @GET
  @Path("/download/{serverName}/{mediaId}/{fileName}")
  @GuestAccess
  public Response getContentOverrideNameAuthed(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      @PathParam("fileName") String fileName) {
    return MediaResponse.of(
        media.download(current.domain().name(), MediaUri.of(serverName, mediaId)),
        Optional.of(fileName),
        headers);
  }

  @GET
  @Path("/thumbnail/{serverName}/{mediaId}")
  @GuestAccess
  public Response getContentThumbnailAuthed(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      @QueryParam("width") String width,
      @QueryParam("height") String height,
      @QueryParam("method") String method) {
    ThumbnailSize size = ThumbnailSize.parse(width, height, method);
    return MediaResponse.of(
        thumbnails.thumbnail(current.domain().name(), MediaUri.of(serverName, mediaId), size),
        Optional.empty(),
        headers);
  }

  @GET
  @Path("/config")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Long> getConfigAuthed() {
    return Map.of("m.upload.size", media.maxBytes());
  }
}
