package org.konsil.web.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import org.konsil.core.json.Json;
import org.konsil.media.MediaService;
import org.konsil.media.MediaUri;
import org.konsil.media.PendingMedia;
import org.konsil.media.Upload;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Uploads. The body is read as a stream, whatever its type: it is never parsed, and never in memory
 * as a whole (CVE-2024-52805).
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#content-repository">Content
 *     repository</a>
 */
@Path("/media/v3")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@AccessToken
@ApplicationScoped
public class UploadResource {
  @Inject private CurrentRequest current;
  @Inject private MediaService media;

  @POST
  @Path("/upload")
  public Map<String, String> uploadContent(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String contentLength,
      @QueryParam("filename") String fileName,
      InputStream body) {
    Upload upload = Upload.of(contentType, fileName, contentLength);
    return Map.of("content_uri", media.upload(current.requester(), upload, body).toString());
  }

  @POST
  @Path("/create")
  public PendingMedia createContent() {
    return media.create(current.requester());
  }

  @PUT
  @Path("/upload/{serverName}/{mediaId}")
  public ObjectNode uploadContentToMXC(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String contentLength,
      @QueryParam("filename") String fileName,
      InputStream body) {
    Upload upload = Upload.of(contentType, fileName, contentLength);
    media.uploadTo(current.requester(), MediaUri.of(serverName, mediaId), upload, body);
    return Json.object();
  }

  @GET
  @Path("/config")
  public Map<String, Long> getConfig() {
    return Map.of("m.upload.size", media.maxBytes());
  }
}
