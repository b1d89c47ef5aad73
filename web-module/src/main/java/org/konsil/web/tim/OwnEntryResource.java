package org.konsil.web.tim;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.konsil.directoryentry.OwnEntry;
import org.konsil.directoryentry.OwnEntryAct;
import org.konsil.directoryentry.OwnEntryService;
import org.konsil.konnektor.card.InsertedCard;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/**
 * A practitioner's own entry in the VZD-FHIR directory (AF_10058, AF_10376), for our own client.
 */
@Path("/own")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class OwnEntryResource {
  @Inject private CurrentRequest current;
  @Inject private OwnEntryService own;

  /**
   * What is to be done.
   *
   * @param act publish, hide, show or withdraw
   * @param card its serial number; else the first one
   */
  public record OwnEntryRequest(String act, String card) {}

  /** The entry as our client reads it; see {@link OwnEntry}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OwnEntryResponse(
      boolean published, boolean hidden, boolean running, String failure) {
    static OwnEntryResponse of(OwnEntry entry) {
      return new OwnEntryResponse(
          entry.published(), entry.hidden(), entry.running(), entry.failure().orElse(null));
    }
  }

  @GET
  public OwnEntryResponse ownEntry() {
    return OwnEntryResponse.of(own.get(current.requester()));
  }

  @GET
  @Path("/cards")
  public List<InsertedCard> cards() {
    return own.cards(current.requester());
  }

  /** Answers at once; {@link #ownEntry} tells how it goes on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public OwnEntryResponse begin(OwnEntryRequest request) {
    return OwnEntryResponse.of(
        own.begin(
            current.requester(),
            OwnEntryAct.of(request.act()),
            Optional.ofNullable(request.card())));
  }
}
