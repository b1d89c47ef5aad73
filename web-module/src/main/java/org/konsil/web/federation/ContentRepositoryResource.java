package org.konsil.web.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.konsil.media.MediaService;
import org.konsil.media.MediaUri;
import org.konsil.media.ThumbnailService;
import org.konsil.media.ThumbnailSize;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.SignedRequest;
import org.konsil.web.media.MultipartMedia;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#content-repository">Content
 * repository</a>.
 */
@Path("/federation/v1/media")
@SignedRequest
@ApplicationScoped
public class ContentRepositoryResource {
  @Inject private CurrentRequest current;
  @Inject private MediaService media;
  @Inject private ThumbnailService thumbnails;

  @GET
  @Path("/download/{mediaId}")
  public Response getContent(@PathParam("mediaId") String mediaId) {
    return MultipartMedia.of(media.download(uri(mediaId)));
  }

  @GET
  @Path("/thumbnail/{mediaId}")
  public Response getContentThumbnail(
      @PathParam("mediaId") String mediaId,
      @QueryParam("width") String width,
      @QueryParam("height") String height,
      @QueryParam("method") String method) {
    return MultipartMedia.of(
        thumbnails.thumbnail(uri(mediaId), ThumbnailSize.parse(width, height, method)));
  }

  private MediaUri uri(String mediaId) {
    return MediaUri.of(current.federationRequester().destination().value(), mediaId);
  }
}
