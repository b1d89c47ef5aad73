package org.konsil.web.tim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.vzd.DirectoryPage;
import org.konsil.vzd.DirectoryQuery;
import org.konsil.vzd.DirectorySearchService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Organisations and practitioners of the VZD-FHIR directory. */
@Path("/search")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class DirectorySearchResource {
  @Inject private CurrentRequest current;
  @Inject private DirectorySearchService directory;

  /**
   * @param kind organisation or practitioner
   * @param user of whom the entry is, by an address in it
   * @param page where to go on, as the result before said
   */
  @GET
  public DirectoryPage search(
      @QueryParam("kind") String kind,
      @QueryParam("text") String text,
      @QueryParam("city") String city,
      @QueryParam("telematik_id") String telematikId,
      @QueryParam("user_id") String user,
      @QueryParam("page") String page) {
    return directory.search(
        current.requester(), DirectoryQuery.of(kind, text, city, telematikId, user, page));
  }
}
