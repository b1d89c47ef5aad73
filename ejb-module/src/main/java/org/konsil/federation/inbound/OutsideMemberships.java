package org.konsil.federation.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.konsil.config.DomainService;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;

/** Invites and knocks of our users in rooms that we are not in, and how they end from outside. */
@ApplicationScoped
class OutsideMemberships {
  private static final Set<String> ENDING = Set.of("leave", "ban");
  private static final Set<String> OPEN = Set.of("invite", "knock");

  @Inject private RoomReadService rooms;
  @Inject private DomainService domains;
  @Inject private EventAcceptanceService acceptance;

  protected OutsideMemberships() {}

  OutsideMemberships(
      RoomReadService rooms, DomainService domains, EventAcceptanceService acceptance) {
    this.rooms = rooms;
    this.domains = domains;
    this.acceptance = acceptance;
  }

  /**
   * Takes an invite back or a knock down, when the server that tells so is the one that invited or
   * in whose room was knocked. Nothing else can be checked from outside.
   */
  boolean end(ServerName origin, Pdu event) {
    Optional<UserId> target =
        event
            .stateKey()
            .filter(key -> event.type().equals(EventTypes.MEMBER))
            .filter(key -> event.membership().filter(ENDING::contains).isPresent())
            .flatMap(UserId::find)
            .filter(user -> domains.isLocal(user.server()));
    Optional<RoomMembership> open =
        target
            .flatMap(user -> rooms.findMembership(event.roomId(), user))
            .filter(membership -> OPEN.contains(membership.membership()))
            .filter(membership -> event.sender().server().equals(origin))
            .filter(
                membership ->
                    membership.membership().equals("knock")
                        || membership.sender().server().equals(origin));
    open.ifPresent(
        membership ->
            acceptance.noteOutside(event.roomVersion(), event, Json.object().arrayNode()));
    return open.isPresent();
  }
}
