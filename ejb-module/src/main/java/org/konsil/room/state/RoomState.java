package org.konsil.room.state;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.auth.PolicyServer;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.event.EventTypes;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.room.event.StoredEvent;

/** The state of a room at one moment. Immutable and shared between threads. */
public final class RoomState {
  private final RoomVersion roomVersion;
  private final long version;
  private final Map<StateKey, StoredEvent> events;
  // computed when first asked for; racing threads compute the same
  private Set<UserId> joined;
  private Set<ServerName> servers;

  private RoomState(RoomVersion roomVersion, long version, Map<StateKey, StoredEvent> events) {
    this.roomVersion = roomVersion;
    this.version = version;
    this.events = events;
  }

  public static RoomState of(
      RoomVersion roomVersion, long version, Map<StateKey, StoredEvent> events) {
    return new RoomState(roomVersion, version, Collections.unmodifiableMap(events));
  }

  /** This state with one more event in it. */
  public RoomState with(StoredEvent event, long newVersion) {
    Map<StateKey, StoredEvent> next = new HashMap<>(events);
    next.put(event.pdu().asStateKey().orElseThrow(), event);
    return of(roomVersion, newVersion, next);
  }

  /** This state with other events for some keys, and without those whose event is empty. */
  public RoomState with(Map<StateKey, Optional<StoredEvent>> changes, long newVersion) {
    Map<StateKey, StoredEvent> next = new HashMap<>(events);
    changes.forEach(
        (key, event) ->
            event.ifPresentOrElse(present -> next.put(key, present), () -> next.remove(key)));
    return of(roomVersion, newVersion, next);
  }

  public RoomVersion roomVersion() {
    return roomVersion;
  }

  /** Never the same for two different states of a room. */
  public long version() {
    return version;
  }

  public Map<StateKey, StoredEvent> events() {
    return events;
  }

  public Optional<StoredEvent> find(String type, String key) {
    return Optional.ofNullable(events.get(new StateKey(type, key)));
  }

  public Optional<Pdu> pdu(StateKey key) {
    return Optional.ofNullable(events.get(key)).map(StoredEvent::pdu);
  }

  public Optional<Pdu> pdu(String type, String key) {
    return pdu(new StateKey(type, key));
  }

  /** A text in the content of a state event with an empty key, such as the room's name. */
  public Optional<String> text(String type, String field) {
    return pdu(StateKey.of(type)).map(pdu -> pdu.content().path(field).textValue());
  }

  /** invite, join, knock, leave or ban; empty when the user never had any. */
  public Optional<String> membership(UserId user) {
    return pdu(EventTypes.MEMBER, user.value()).flatMap(Pdu::membership);
  }

  public boolean isJoined(UserId user) {
    return membership(user).filter("join"::equals).isPresent();
  }

  public Set<UserId> joinedMembers() {
    Set<UserId> present = joined;
    if (present == null) {
      present = Collections.unmodifiableSet(usersWith("join"));
      joined = present;
    }
    return present;
  }

  /** The servers of the joined members; our own among them. */
  public Set<ServerName> joinedServers() {
    Set<ServerName> present = servers;
    if (present == null) {
      present = new HashSet<>();
      for (UserId user : joinedMembers()) {
        present.add(user.server());
      }
      present = Collections.unmodifiableSet(present);
      servers = present;
    }
    return present;
  }

  /** The users with that membership. */
  public Set<UserId> usersWith(String membership) {
    Set<UserId> users = new LinkedHashSet<>();
    events.forEach(
        (key, event) -> {
          if (key.type().equals(EventTypes.MEMBER)
              && event.pdu().membership().filter(membership::equals).isPresent()) {
            UserId.find(key.key()).ifPresent(users::add);
          }
        });
    return users;
  }

  /** invite unless the room says otherwise. */
  public String joinRule() {
    return text(EventTypes.JOIN_RULES, "join_rule").orElse("invite");
  }

  /** shared unless the room says otherwise. */
  public String historyVisibility() {
    return text(EventTypes.HISTORY_VISIBILITY, "history_visibility").orElse("shared");
  }

  public boolean isEncrypted() {
    return pdu(StateKey.of(EventTypes.ENCRYPTION)).isPresent();
  }

  /** The policy server that the room uses: it must have named one that has a user in the room. */
  public Optional<PolicyServer> policyServer() {
    return pdu(StateKey.of(EventTypes.POLICY))
        .flatMap(PolicyServer::of)
        .filter(server -> joinedServers().contains(server.via()));
  }

  public PowerLevels powerLevels() {
    return PowerLevels.of(
        roomVersion,
        pdu(StateKey.of(EventTypes.CREATE)),
        pdu(StateKey.of(EventTypes.POWER_LEVELS)));
  }
}
