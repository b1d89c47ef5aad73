package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.search.SearchRequest;
import org.konsil.search.SearchService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Server Side Search". */
@Path("/client/v3/search")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
  @Inject private CurrentRequest current;
  @Inject private SearchService searches;

  @POST
  public ObjectNode search(@QueryParam("next_batch") String nextBatch, SearchRequest request) {
    return searches.search(current.requester(), request, nextBatch);
  }
}
