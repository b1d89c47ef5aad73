package org.konsil.web.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.preview.UrlPreviewService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** The same at the deprecated path of before v1.11. */
@Path("/media/v3/preview_url")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class OldUrlPreviewResource {
  @Inject private CurrentRequest current;
  @Inject private UrlPreviewService previews;

  @GET
  public ObjectNode getUrlPreview(@QueryParam("url") String url) {
    return previews.preview(current.requester(), url);
  }
}
