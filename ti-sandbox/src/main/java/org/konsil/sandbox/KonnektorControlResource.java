package org.konsil.sandbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.konsil.sandbox.konnektor.SandboxCard;
import org.konsil.sandbox.konnektor.SandboxKonnektor;

/** Makes things happen at the played Konnektor. Every call answers with its state afterwards. */
@Path("/konnektor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KonnektorControlResource {

  @Inject private SandboxStartup sandbox;

  /** What a caller sees of the Konnektor. */
  public record State(
      String directory, boolean up, int subscriptions, List<Map<String, String>> cards) {}

  @GET
  public State state() {
    SandboxKonnektor konnektor = sandbox.konnektor();
    return new State(
        konnektor.directory().toString(),
        konnektor.up(),
        konnektor.subscriptionCount(),
        konnektor.cards().stream().map(KonnektorControlResource::describe).toList());
  }

  /** The Konnektor goes away: connections are refused and subscriptions forgotten. */
  @POST
  @Path("/down")
  public State down() {
    sandbox.konnektor().goAway();
    return state();
  }

  @POST
  @Path("/up")
  public State up() throws IOException {
    sandbox.konnektor().comeBack();
    return state();
  }

  /** The tunnel into the telematics infrastructure: on or off. */
  @POST
  @Path("/ti")
  public State ti(@QueryParam("online") @DefaultValue("true") boolean online) {
    sandbox.konnektor().setOnline(online);
    return state();
  }

  @POST
  @Path("/expire-subscriptions")
  public State expireSubscriptions() {
    sandbox.konnektor().expireSubscriptions();
    return state();
  }

  /** From now on every operation fails with this error. */
  @POST
  @Path("/fail")
  public State fail(
      @QueryParam("code") @DefaultValue("4001") int code,
      @QueryParam("text") @DefaultValue("Interner Fehler") String text) {
    sandbox.konnektor().misbehaviour().failWith(code, text);
    return state();
  }

  /** From now on nothing is answered. */
  @POST
  @Path("/silence")
  public State silence() {
    sandbox.konnektor().misbehaviour().fallSilent();
    return state();
  }

  /** Ends {@link #fail} and {@link #silence}. */
  @POST
  @Path("/behave")
  public State behave() {
    sandbox.konnektor().misbehaviour().behave();
    return state();
  }

  /**
   * Inserts a card.
   *
   * @param days for how many days from today it is valid; negative for an expired one
   */
  @POST
  @Path("/cards")
  public State insertCard(
      @QueryParam("type") @DefaultValue("HBA") String type,
      @QueryParam("iccsn") @DefaultValue("80276883011234569999") String iccsn,
      @QueryParam("terminal") @DefaultValue("CT-0002") String terminal,
      @QueryParam("slot") @DefaultValue("2") int slot,
      @QueryParam("holder") @DefaultValue("Karte") String holder,
      @QueryParam("days") @DefaultValue("365") long days) {
    LocalDate lastDay = LocalDate.now(Clock.systemDefaultZone()).plusDays(days);
    sandbox.konnektor().insert(type, iccsn, terminal, slot, holder, lastDay);
    return state();
  }

  @DELETE
  @Path("/cards/{iccsn}")
  public State removeCard(@PathParam("iccsn") String iccsn) {
    sandbox.konnektor().remove(iccsn).orElseThrow(NotFoundException::new);
    return state();
  }

  @POST
  @Path("/cards/{iccsn}/pin")
  public State setPin(
      @PathParam("iccsn") String iccsn,
      @QueryParam("status") @DefaultValue("VERIFIED") String status) {
    sandbox.konnektor().setPin(iccsn, status).orElseThrow(NotFoundException::new);
    return state();
  }

  /** What entries of a PIN at a terminal come to from now on: OK, REJECTED, NOWBLOCKED, .. */
  @POST
  @Path("/pin-entry")
  public State setPinEntry(@QueryParam("outcome") @DefaultValue("OK") String outcome) {
    sandbox.konnektor().setPinEntry(outcome);
    return state();
  }

  private static Map<String, String> describe(SandboxCard card) {
    return Map.of(
        "type", card.type(),
        "iccsn", card.iccsn(),
        "terminal", card.terminal(),
        "slot", Integer.toString(card.slot()),
        "holder", card.holder(),
        "lastDay", card.lastDay().toString(),
        "pin", card.pinStatus());
  }
}
