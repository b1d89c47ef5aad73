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
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;

/**
 * Asks a room's policy server for its signature on events that lack it. What it does not sign is
 * soft-failed in step 7. Blocks; call it outside transactions.
 *
 * @see <a href="https://spec.matrix.org/v1.19/server-server-api/#policy-servers">Policy servers</a>
 */
@ApplicationScoped
public class PolicyRecommendation {
  /** A room whose policy server is gone must not wait for it once an event. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

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
    Optional<PolicyServer> wanted =
        rooms
            .findState(event.roomId())
            .flatMap(RoomState::policyServer)
            .filter(server -> !server.recommends(event));
    return wanted.flatMap(server -> signed(own, server, event)).orElse(event);
  }

  private Optional<Pdu> signed(ServerName own, PolicyServer server, Pdu event) {
    boolean reachable = !domains.isLocal(server.via()) && silent.getIfPresent(server.via()) == null;
    if (!reachable) {
      return Optional.empty();
    }
    try {
      ObjectNode json = event.json().deepCopy();
      ObjectNode answer = client.post(own, server.via(), "/_matrix/policy/v1/sign", json);
      String via = server.via().value();
      json.withObjectProperty("signatures")
          .withObjectProperty(via)
          .put(PolicyServer.KEY_ID, answer.path(via).path(PolicyServer.KEY_ID).asText(""));
      return Optional.of(Pdu.parse(event.roomVersion(), json)).filter(server::recommends);
    } catch (RemoteServerException e) {
      if (e.isUnreachable()) {
        silent.put(server.via(), true);
      }
      return Optional.empty();
    } catch (MatrixException refused) {
      return Optional.empty();
    }
  }
}
