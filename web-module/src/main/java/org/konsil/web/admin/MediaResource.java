package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.administration.MediaAdministrationService;
import org.konsil.core.id.UserId;
import org.konsil.media.MediaItem;
import org.konsil.media.MediaUri;
import org.konsil.media.MediaUsage;
import org.konsil.web.http.AccessToken;

/** Uploads: who has how much, and taking them away. */
@Path("/")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class MediaResource {
  @Inject private Administrator administrator;
  @Inject private MediaAdministrationService media;

  /** An upload, as the API shows it; {@code createdAt} in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MediaResponse(
      @JsonProperty("content_uri") String contentUri,
      @JsonProperty("created_at") long createdAt,
      @JsonProperty("content_type") String contentType,
      long size,
      @JsonProperty("quarantined_by") String quarantinedBy) {
    static MediaResponse of(MediaItem item) {
      return new MediaResponse(
          item.uri().toString(),
          item.createdAt().toEpochMilli(),
          item.contentType().orElse(null),
          item.size(),
          item.quarantinedBy().orElse(null));
    }
  }

  /** What a user has uploaded. */
  public record UsageResponse(@JsonProperty("user_id") String userId, long files, long bytes) {
    static UsageResponse of(MediaUsage usage) {
      return new UsageResponse(usage.user().value(), usage.files(), usage.bytes());
    }
  }

  /** Whether the content is to be out of everybody's reach. */
  public record QuarantineRequest(Boolean quarantined) {}

  @GET
  @Path("/users/{userId}/media")
  public PageResponse<MediaResponse> listMedia(
      @PathParam("userId") String userId, @BeanParam PageQuery page) {
    UserId user = UserId.parse(userId);
    return PageResponse.of(
        media.list(administrator.of(user), user, page.first(), page.count()), MediaResponse::of);
  }

  @GET
  @Path("/domains/{serverName}/media_usage")
  public PageResponse<UsageResponse> listMediaUsage(
      @PathParam("serverName") String serverName, @BeanParam PageQuery page) {
    return PageResponse.of(
        media.usage(administrator.of(serverName), page.first(), page.count()), UsageResponse::of);
  }

  @PUT
  @Path("/media/{serverName}/{mediaId}/quarantined")
  public Map<String, Object> quarantineMedia(
      @PathParam("serverName") String serverName,
      @PathParam("mediaId") String mediaId,
      QuarantineRequest request) {
    boolean quarantined = Given.required("quarantined", request.quarantined());
    media.quarantine(administrator.caller(), MediaUri.of(serverName, mediaId), quarantined);
    return Map.of("quarantined", quarantined);
  }

  @DELETE
  @Path("/media/{serverName}/{mediaId}")
  public Map<String, Object> deleteMedia(
      @PathParam("serverName") String serverName, @PathParam("mediaId") String mediaId) {
    media.delete(administrator.caller(), MediaUri.of(serverName, mediaId));
    return Map.of();
  }
}
