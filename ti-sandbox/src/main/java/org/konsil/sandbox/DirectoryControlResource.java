package org.konsil.sandbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.sandbox.directory.FederationMember;
import org.konsil.sandbox.directory.Forgery;

/** Makes things happen at the played directory. Every call answers with its state afterwards. */
@Path("/directory")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryControlResource {

  @Inject private SandboxStartup sandbox;

  /** What a caller sees of the directory. */
  public record State(String address, int questions) {}

  @GET
  public State state() {
    return new State(sandbox.directory().address(), sandbox.directory().questions());
  }

  /** Adds a domain to the federation, or changes it. */
  @POST
  @Path("/members")
  public State add(
      @QueryParam("domain") String domain,
      @QueryParam("telematikId") @DefaultValue("5-1") String telematikId,
      @QueryParam("insurance") boolean insurance,
      @QueryParam("ik") List<String> ik) {
    sandbox.directory().add(new FederationMember(domain, telematikId, insurance, ik));
    return state();
  }

  @DELETE
  @Path("/members/{domain}")
  public State remove(@PathParam("domain") String domain) {
    sandbox.directory().remove(domain);
    return state();
  }

  /** From now on the organisation is inactive in the directory, or active again. */
  @POST
  @Path("/inactive")
  public State setInactive(
      @QueryParam("telematikId") String telematikId,
      @QueryParam("inactive") @DefaultValue("true") boolean inactive) {
    sandbox.directory().setInactive(telematikId, inactive);
    return state();
  }

  /** From now on the list is forged this way; NONE ends it. */
  @POST
  @Path("/forge")
  public State forge(@QueryParam("how") @DefaultValue("NONE") Forgery how) {
    sandbox.directory().forge(how);
    return state();
  }
}
