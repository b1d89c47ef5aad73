package org.konsil.appservicequeue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServices;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.UserId;
import org.konsil.room.NewRoomEvent;
import org.konsil.room.OutsideMembership;
import org.konsil.room.RoomMembership;
import org.konsil.room.RoomReadService;
import org.konsil.room.state.RoomState;
import org.konsil.roomdirectory.RoomAliasService;

/**
 * Which services an event concerns: those with a user in the room, those whose user did it or is
 * the one it happens to, and those that cover the room or one of its aliases. A room without anyone
 * of the service's domain is never its business, whatever its namespaces say.
 */
@ApplicationScoped
class AppServiceInterest {
  private static final int ROOMS = 10_000;

  /** By the state as an object: it changes with every state event. */
  private final Cache<RoomState, Set<String>> ofRooms =
      Caffeine.newBuilder().weakKeys().maximumSize(ROOMS).build();

  @Inject AppServices services;
  @Inject RoomAliasService aliases;
  @Inject RoomReadService rooms;

  /** The ids of the services to be told. */
  Set<String> of(NewRoomEvent news) {
    List<AppService> all = reachable();
    if (all.isEmpty() || !news.event().isShown()) {
      return Set.of();
    }
    Set<String> interested = ofRoom(news.room(), news.state());
    return all.stream()
        .filter(
            service -> interested.contains(service.id()) || concerns(service, news.event().pdu()))
        .map(AppService::id)
        .collect(Collectors.toSet());
  }

  /** The services of the one who was invited to, or is no longer wanted in, a room elsewhere. */
  Set<String> of(OutsideMembership news) {
    return reachable().stream()
        .filter(service -> service.covers(news.user()))
        .map(AppService::id)
        .collect(Collectors.toSet());
  }

  private List<AppService> reachable() {
    return services.all().stream().filter(service -> service.url().isPresent()).toList();
  }

  /** The services that are told what passes in the room, too: typing and receipts. */
  List<AppService> inEphemeral(RoomId room) {
    List<AppService> wanting = wantingEphemeral();
    if (wanting.isEmpty()) {
      return List.of();
    }
    Set<String> interested = rooms.findState(room).map(s -> ofRoom(room, s)).orElse(Set.of());
    return wanting.stream().filter(service -> interested.contains(service.id())).toList();
  }

  /**
   * The services that are told of the user's presence: those that cover the user or share a room
   * with it.
   */
  List<AppService> inPresence(UserId user) {
    List<AppService> wanting = wantingEphemeral();
    if (wanting.isEmpty()) {
      return List.of();
    }
    Set<String> sharing = new HashSet<>();
    for (RoomMembership membership : rooms.memberships(user)) {
      if (membership.isJoin() && sharing.size() < wanting.size()) {
        inEphemeral(membership.room()).forEach(service -> sharing.add(service.id()));
      }
    }
    return wanting.stream()
        .filter(service -> service.covers(user) || sharing.contains(service.id()))
        .toList();
  }

  /** The services that are told what passes, wherever it concerns them. From memory. */
  List<AppService> wantingEphemeral() {
    return services.all().stream()
        .filter(service -> service.receiveEphemeral() && service.url().isPresent())
        .toList();
  }

  /** The ids of the services that are told what happens in the room. */
  Set<String> ofRoom(RoomId room, RoomState state) {
    return ofRooms.get(
        state,
        present ->
            services.all().stream()
                .filter(service -> covers(service, room, present))
                .map(AppService::id)
                .collect(Collectors.toSet()));
  }

  private static boolean concerns(AppService service, Pdu pdu) {
    return Stream.concat(Stream.of(pdu.sender()), pdu.stateKey().flatMap(UserId::find).stream())
        .anyMatch(service::covers);
  }

  private boolean covers(AppService service, RoomId room, RoomState state) {
    Set<UserId> members = state.joinedMembers();
    if (members.stream().anyMatch(service::covers)) {
      return true;
    }
    boolean atHome = members.stream().anyMatch(member -> member.server().equals(service.domain()));
    return atHome && (service.covers(room) || coversAlias(service, room));
  }

  private boolean coversAlias(AppService service, RoomId room) {
    return !service.aliases().isEmpty()
        && aliases.ofDomain(service.domain(), room).stream()
            .map(RoomAlias::parse)
            .anyMatch(service::covers);
  }
}
