package org.konsil.web.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.konsil.core.json.Json;
import org.konsil.media.ResumableUpload;
import org.konsil.media.ResumableUploadService;
import org.konsil.media.Upload;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * Uploads that go on after the network was lost: our own operations, described in
 * docs/integration.md.
 */
@Path("/client/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@AccessToken
@ApplicationScoped
public class ResumableUploadResource {
  @Inject private CurrentRequest current;
  @Inject private ResumableUploadService uploads;

  /**
   * Body of beginUpload.
   *
   * @param size of the whole, in bytes; null when it is missing
   */
  public record BeginRequest(
      @JsonProperty("size") Long size,
      @JsonProperty("content_type") String contentType,
      @JsonProperty("filename") String fileName) {}

  @POST
  public ResumableUpload beginUpload(BeginRequest body) {
    String size = body.size() == null ? null : body.size().toString();
    return uploads.begin(current.requester(), Upload.of(body.contentType(), body.fileName(), size));
  }

  @GET
  @Path("{uploadId}")
  public ResumableUpload getUpload(@PathParam("uploadId") String uploadId) {
    return uploads.get(current.requester(), uploadId);
  }

  @PATCH
  @Path("{uploadId}")
  public ResumableUpload continueUpload(
      @PathParam("uploadId") String uploadId, @QueryParam("offset") long offset, InputStream body) {
    return uploads.append(current.requester(), uploadId, offset, body);
  }

  @DELETE
  @Path("{uploadId}")
  public ObjectNode cancelUpload(@PathParam("uploadId") String uploadId) {
    uploads.cancel(current.requester(), uploadId);
    return Json.object();
  }
}
