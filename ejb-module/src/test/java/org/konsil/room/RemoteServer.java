package org.konsil.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.signing.SigningKey;
import org.konsil.room.event.StoredEvent;
import org.konsil.room.state.RoomState;

/** Makes events as another server would, on any part of a room's graph. */
public final class RemoteServer {
  public final ServerName name;
  public final SigningKey key = SigningKey.generate(new SecureRandom(), "remote");
  private long clock = 4_000_000_000_000L;

  public RemoteServer(String name) {
    this.name = ServerName.parse(name);
  }

  /** An event of this server's user after some events, authorised by a state. */
  public Pdu event(
      RoomState state,
      RoomId room,
      Collection<EventId> prev,
      long depth,
      String sender,
      String type,
      Optional<String> stateKey,
      ObjectNode content) {
    UserId user = UserId.parse(sender);
    RoomVersion version = state.roomVersion();
    Set<StateKey> needed = AuthEventsNeeded.of(version, type, stateKey, user, content);
    List<EventId> auth = new ArrayList<>();
    needed.forEach(k -> state.pdu(k).map(Pdu::eventId).ifPresent(auth::add));
    EventBuilder builder =
        new EventBuilder(version)
            .roomId(room)
            .sender(user)
            .type(type)
            .content(content)
            .prevEvents(prev)
            .authEvents(auth)
            .depth(depth)
            .originServerTs(clock++);
    stateKey.ifPresent(builder::stateKey);
    return builder.build(name, key);
  }

  public static ObjectNode text(String body) {
    return Json.object().put("msgtype", "m.text").put("body", body);
  }

  public static ObjectNode membership(String membership) {
    return Json.object().put("membership", membership);
  }

  static Set<EventId> ids(Collection<StoredEvent> events) {
    return events.stream().map(event -> event.pdu().eventId()).collect(Collectors.toSet());
  }
}
