package org.konsil.room.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.account.ErasedAccounts;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.room.RoomReadService;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.StateGroups;

/**
 * Which events of a room a server may have whole: those that one of its users could see (I5). Only
 * asked for servers that are in the room now.
 */
@ApplicationScoped
public class ServerVisibilityService {
  private static final StateKey VISIBILITY = StateKey.of(EventTypes.HISTORY_VISIBILITY);
  private static final Set<String> OPEN = Set.of("shared", "world_readable");

  @Inject StateGroups groups;
  @Inject RoomReadService rooms;
  @Inject ErasedAccounts erasedAccounts;

  /**
   * Each event as the server may have it: whole, or what redaction leaves. Messages of who had
   * themselves erased only a server gets whole that was there then.
   */
  public List<Pdu> shown(ServerName server, Collection<StoredEvent> candidates) {
    Set<Long> wanted = new HashSet<>();
    candidates.forEach(event -> wanted.add(event.stateGroup()));
    wanted.remove(0L);
    Map<Long, Long> holders = wanted.isEmpty() ? Map.of() : groups.lookUp(wanted, VISIBILITY);
    Map<Long, String> visibility = new HashMap<>();
    Map<Long, Pdu> pdus = new HashMap<>();
    rooms.eventsByNid(new HashSet<>(holders.values())).forEach(e -> pdus.put(e.nid(), e.pdu()));
    wanted.forEach(
        group ->
            visibility.put(
                group,
                Optional.ofNullable(pdus.get(holders.get(group)))
                    .map(pdu -> pdu.content().path("history_visibility").asText("shared"))
                    .orElse("shared")));
    Map<Long, Boolean> open = new HashMap<>();
    Map<Long, Boolean> present = new HashMap<>();
    Set<UserId> erased = erased(candidates);
    return candidates.stream()
        .map(
            event -> {
              boolean whole =
                  open.computeIfAbsent(
                      event.stateGroup(),
                      group -> isOpen(server, group, visibility.getOrDefault(group, "joined")));
              if (whole && !event.pdu().isState() && erased.contains(event.pdu().sender())) {
                whole =
                    present.computeIfAbsent(
                        event.stateGroup(), group -> isOpen(server, group, "joined"));
              }
              return whole ? event.pdu() : event.pdu().redacted();
            })
        .toList();
  }

  private Set<UserId> erased(Collection<StoredEvent> candidates) {
    return erasedAccounts.among(
        candidates.stream().map(event -> event.pdu().sender()).collect(Collectors.toSet()));
  }

  private boolean isOpen(ServerName server, long group, String visibility) {
    if (OPEN.contains(visibility)) {
      return true;
    }
    Set<Long> members = new HashSet<>();
    groups
        .state(group)
        .forEach(
            (key, nid) -> {
              boolean theirs =
                  key.type().equals(EventTypes.MEMBER)
                      && UserId.find(key.key())
                          .filter(user -> user.server().equals(server))
                          .isPresent();
              if (theirs) {
                members.add(nid);
              }
            });
    return rooms.eventsByNid(members).stream()
        .flatMap(member -> member.pdu().membership().stream())
        .anyMatch(
            membership ->
                membership.equals("join")
                    || visibility.equals("invited") && membership.equals("invite"));
  }
}
