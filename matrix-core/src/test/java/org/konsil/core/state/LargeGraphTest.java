package org.konsil.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

/** CVE-2024-31208: graphs that somebody made large, deep or circular on purpose. */
class LargeGraphTest {

  private static final int SIZE = 10_000;

  private RoomVersion version;
  private final Map<EventId, Pdu> events = new HashMap<>();
  private int fetches;

  private EventId add(String name, String sender, String type, String content, String... auth) {
    boolean pairs = version.eventFormat() == EventFormat.OPAQUE_ID;
    ObjectNode json =
        Json.object()
            .put("sender", ScriptedRoom.full("@" + sender))
            .put("type", type)
            .put("state_key", type.equals("m.room.member") ? ScriptedRoom.full("@" + sender) : "")
            .put("origin_server_ts", events.size())
            .put("depth", events.size());
    if (!version.roomIdIsCreateHash() || !name.equals("create")) {
      json.put("room_id", version.roomIdIsCreateHash() ? "!create" : "!r:a.example");
    }
    json.set("content", ScriptedRoom.json(content));
    ArrayNode authEvents = json.putArray("auth_events");
    for (String other : auth) {
      if (pairs) {
        authEvents.addArray().add("$" + other).addObject();
      } else if (!version.roomIdIsCreateHash() || !other.equals("create")) {
        authEvents.add("$" + other);
      }
    }
    EventId id = new EventId("$" + name);
    events.put(id, Pdu.trusted(version, id, Json.bytes(json)));
    return id;
  }

  private Map<StateKey, EventId> state(String... names) {
    Map<StateKey, EventId> state = new HashMap<>();
    for (String name : names) {
      EventId id = new EventId("$" + name);
      state.put(events.get(id).asStateKey().orElseThrow(), id);
    }
    return state;
  }

  private Optional<Pdu> fetch(EventId id) {
    fetches++;
    return Optional.ofNullable(events.get(id));
  }

  private void start(String number) {
    version = RoomVersion.get(number);
    add("create", "alice", "m.room.create", "{'creator':'@alice:a.example'}");
    add("alice", "alice", "m.room.member", "{'membership':'join'}", "create");
    add("levels0", "alice", "m.room.power_levels", levels(0), "create", "alice");
    add(
        "rules",
        "alice",
        "m.room.join_rules",
        "{'join_rule':'public'}",
        "create",
        "alice",
        "levels0");
  }

  private String levels(int i) {
    String alice = version.privilegedCreators() ? "" : "'@alice:a.example':100,";
    return "{'users':{" + alice + "'@bob:b.example':" + i % 50 + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "10", "12"})
  void aDeepChainOfPowerLevels(String number) {
    start(number);
    for (int i = 1; i <= SIZE; i++) {
      String previous = "levels" + (i - 1);
      add("levels" + i, "alice", "m.room.power_levels", levels(i), "create", "alice", previous);
    }
    add("old", "alice", "m.room.topic", "{}", "create", "alice", "levels10");
    add("new", "alice", "m.room.topic", "{}", "create", "alice", "levels" + (SIZE - 1));
    Map<StateKey, EventId> first = state("create", "alice", "rules", "levels10", "old");
    Map<StateKey, EventId> second = state("create", "alice", "rules", "levels" + SIZE, "new");
    assertTimeout(
        Duration.ofSeconds(60),
        () ->
            assertThat(StateResolution.resolve(version, List.of(first, second), this::fetch))
                .isEqualTo(second));
    assertThat(fetches).as("each event is fetched once").isLessThanOrEqualTo(events.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "10", "12"})
  void manyConflictsAtOnce(String number) {
    start(number);
    Map<StateKey, EventId> first = state("create", "alice", "levels0", "rules");
    Map<StateKey, EventId> second = new HashMap<>(first);
    for (int i = 0; i < SIZE / 2; i++) {
      String user = "user" + i + ":b.example";
      add("old" + i, user, "m.room.member", "{'membership':'join'}", "create", "levels0", "rules");
      add(
          "new" + i,
          user,
          "m.room.member",
          "{'membership':'leave'}",
          "create",
          "levels0",
          "old" + i);
      first.putAll(state("old" + i));
      second.putAll(state("new" + i));
    }
    assertTimeout(
        Duration.ofSeconds(60),
        () ->
            assertThat(StateResolution.resolve(version, List.of(first, second), this::fetch))
                .isEqualTo(second));
    assertThat(fetches).as("each event is fetched once").isLessThanOrEqualTo(events.size());
  }

  /** Ids of room versions 1 and 2 are chosen by the sender, so a circle can be made. */
  @Test
  void aCircleOfAuthEvents() {
    start("2");
    add("a", "alice", "m.room.power_levels", levels(1), "create", "alice", "b");
    add("b", "alice", "m.room.power_levels", levels(2), "create", "alice", "a");
    add("x", "alice", "m.room.topic", "{}", "create", "alice", "a");
    Map<StateKey, EventId> first = state("create", "alice", "rules", "a", "x");
    Map<StateKey, EventId> second = state("create", "alice", "rules", "b");
    Map<StateKey, EventId> resolved =
        StateResolution.resolve(version, List.of(first, second), this::fetch);
    assertThat(resolved).containsAllEntriesOf(state("create", "alice", "rules", "x"));
    assertThat(StateResolution.resolve(version, List.of(second, first), this::fetch))
        .isEqualTo(resolved);
  }
}
