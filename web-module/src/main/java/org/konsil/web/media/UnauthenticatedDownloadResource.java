package org.konsil.web.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.konsil.media.MediaService;
import org.konsil.media.MediaUri;
import org.konsil.media.ThumbnailService;
import org.konsil.media.ThumbnailSize;

/**
 * The deprecated downloads without a token, which TI-M still asks for (A_26262, A_26263): our own
 * media only, until the configured freeze.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#content-repository">Content
 *     repository</a>
 */
@Path("/media/v3")
@ApplicationScoped
public class UnauthenticatedDownloadResource {
  @Inject private MediaService media;
  @Inject private ThumbnailService thumbnails;
  @Context private HttpHeaders headers;

  @GET
  @Path("/download/{serverName}/{mediaId}")
  public Response getContent(
      @PathParam("serverName") String serverName, @PathParam("mediaId") String mediaId) {
    return MediaResponse.of(
        media.downloadUnauthenticated(MediaUri.of(serverName, mediaId)), Optional.empty(), headers);
  }

  @GET
  @Path("/download/{serverName}/{mediaId}/{fileName}")
  public Response getContentOverrideName(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      @PathParam("fileName") String fileName) {
    return MediaResponse.of(
        media.downloadUnauthenticated(MediaUri.of(serverName, mediaId)),
        Optional.of(fileName),
        headers);
  }

  @GET
  @Path("/thumbnail/{serverName}/{mediaId}")
  public Response getContentThumbnail(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      @QueryParam("width") String width,
      @QueryParam("height") String height,
      @QueryParam("method") String method) {
    ThumbnailSize size = ThumbnailSize.parse(width, height, method);
    return MediaResponse.of(
        thumbnails.thumbnailUnauthenticated(MediaUri.of(serverName, mediaId), size),
        Optional.empty(),
        headers);
  }
}
