package org.konsil.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.auth.PolicyServer;
import org.konsil.core.error.MatrixException;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.participation.PolicySignatures;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;

/**
 * Asks a room's policy server for its signature on events that lack it. What it does not sign is
 * soft-failed in step 7 when it came from another server, and not sent when it is our own. Blocks,
 * ten seconds at most; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#policy-servers">Policy servers</a>
 */
@ApplicationScoped
public class PolicyRecommendation implements PolicySignatures {
  /** A room whose policy server is gone must not wait for it once an event. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Somebody waits for each event. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private FederationClient client;

  private final Cache<ServerName, Boolean> silent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(PAUSE).build();

  protected PolicyRecommendation() {}

  PolicyRecommendation(RoomReadService rooms, DomainService domains, FederationClient client) {
    this.rooms = rooms;
    this.domains = domains;
    this.client = client;
  }

  /**
   * The event, with the policy server's signature where the room wants one and it was to be had.
   *
   * @param own the domain of ours that asks
   */
  public Pdu asked(ServerName own, Pdu event) {
    try {
      return wanted(event).map(server -> sign(own, server, event)).orElse(event);
    } catch (MatrixException refused) {
      return event;
    }
  }

  @Override
  public Pdu signed(Pdu event) {
    return wanted(event).map(server -> sign(event.sender().server(), server, event)).orElse(event);
  }

  /** The server that has yet to sign the event; we are none ourselves. */
  private Optional<PolicyServer> wanted(Pdu event) {
    return rooms
        .findState(event.roomId())
        .flatMap(RoomState::policyServer)
        .filter(server -> !server.recommends(event))
        .filter(server -> !domains.isLocal(server.via()));
  }

  private Pdu sign(ServerName own, PolicyServer server, Pdu event) {
    if (silent.getIfPresent(server.via()) != null) {
      throw MatrixException.unknown("The room's policy server cannot be reached").status(502);
    }
    ObjectNode json = event.json().deepCopy();
    ObjectNode answer = ask(own, server, json);
    String via = server.via().value();
    json.withObjectProperty("signatures")
        .withObjectProperty(via)
        .put(PolicyServer.KEY_ID, answer.path(via).path(PolicyServer.KEY_ID).asText(""));
    Pdu signed = Pdu.parse(event.roomVersion(), json);
    if (!server.recommends(signed)) {
      throw MatrixException.forbidden("The signature of the room's policy server is not right");
    }
    return signed;
  }

  private ObjectNode ask(ServerName own, PolicyServer server, ObjectNode event) {
    try {
      return client.post(own, server.via(), "/_matrix/policy/v1/sign", event, PATIENCE);
    } catch (RemoteServerException e) {
      if (e.isUnreachable()) {
        silent.put(server.via(), true);
      }
      throw e;
    }
  }
}
