package org.konsil.sandbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.konsil.sandbox.idp.IdpForgery;
import org.konsil.sandbox.konnektor.SandboxCard;

/** Makes things happen at the played identity provider and to the certificates of cards. */
@Path("/idp")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IdpControlResource {

  @Inject private SandboxStartup sandbox;

  /** What a caller sees of the provider. */
  public record State(String address) {}

  @GET
  public State state() {
    return new State(sandbox.idp().address());
  }

  /** From now on the provider does this wrongly; NONE ends it. */
  @POST
  @Path("/forge")
  public State forge(@QueryParam("how") @DefaultValue("NONE") IdpForgery how) {
    sandbox.idp().forge(how);
    return state();
  }

  /** Revokes a card for good; inserting it anew issues another certificate. */
  @POST
  @Path("/revoke/{iccsn}")
  public State revoke(@PathParam("iccsn") String iccsn) {
    SandboxCard card =
        sandbox.konnektor().cards().stream()
            .filter(one -> one.iccsn().equals(iccsn))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    sandbox.directory().responder().revoke(card.identity().certificate());
    return state();
  }
}
