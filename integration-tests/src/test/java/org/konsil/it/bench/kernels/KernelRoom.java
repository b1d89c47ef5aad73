package org.konsil.it.bench.kernels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;

/** A public room of version 10 with many members, in memory; its events are not signed. */
final class KernelRoom {
  static final RoomVersion VERSION = RoomVersion.get("10");
  static final String ID = "!ward:klinik.example";
  static final String CREATOR = "@u0:klinik.example";

  final Map<StateKey, EventId> state = new HashMap<>();
  private final Map<EventId, Pdu> events = new HashMap<>();

  KernelRoom(int members) {
    put(state, add("create", CREATOR, "m.room.create", "", content("creator", CREATOR)));
    put(state, join(0));
    ObjectNode levels = Json.object();
    levels.putObject("users").put(CREATOR, 100);
    put(state, add("levels", CREATOR, "m.room.power_levels", "", levels, "create", "join0"));
    put(
        state,
        add(
            "rules",
            CREATOR,
            "m.room.join_rules",
            "",
            content("join_rule", "public"),
            "create",
            "levels",
            "join0"));
    for (int i = 1; i < members; i++) {
      put(state, join(i));
    }
  }

  static String user(int number) {
    return "@u" + number + ":klinik.example";
  }

  private Pdu join(int number) {
    ObjectNode content = content("membership", "join");
    return number == 0
        ? add("join0", CREATOR, "m.room.member", CREATOR, content, "create")
        : add(
            "join" + number,
            user(number),
            "m.room.member",
            user(number),
            content,
            "create",
            "levels",
            "rules");
  }

  /** A state event of the creator, which is in no state yet. */
  Pdu said(String name, String key) {
    return add(
        name, CREATOR, "org.konsil.bed", key, content("by", name), "create", "levels", "join0");
  }

  static void put(Map<StateKey, EventId> state, Pdu event) {
    state.put(event.asStateKey().orElseThrow(), event.eventId());
  }

  Optional<Pdu> event(EventId id) {
    return Optional.ofNullable(events.get(id));
  }

  Optional<Pdu> current(StateKey key) {
    return Optional.ofNullable(state.get(key)).flatMap(this::event);
  }

  private static ObjectNode content(String name, String value) {
    return Json.object().put(name, value);
  }

  private Pdu add(
      String name, String sender, String type, String key, ObjectNode content, String... auth) {
    ObjectNode json = Json.object().put("room_id", ID).put("sender", sender).put("type", type);
    json.put("state_key", key).put("origin_server_ts", events.size()).put("depth", events.size());
    json.set("content", content);
    ArrayNode authEvents = json.putArray("auth_events");
    for (String other : auth) {
      authEvents.add("$" + other);
    }
    EventId id = new EventId("$" + name);
    Pdu pdu = Pdu.trusted(VERSION, id, Json.bytes(json));
    events.put(id, pdu);
    return pdu;
  }
}
