package org.konsil.core.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.EventDag;
import org.konsil.core.testing.ScriptedRoom;

/** A room in which four people do, at random and on several branches, what they may. */
final class RandomDag {

  private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

  private final Random random;
  private final EventDag dag;

  RandomDag(RoomVersion version, long seed, int size) {
    this.random = new Random(seed);
    String levels = version.privilegedCreators() ? "" : "'@alice':100,";
    this.dag =
        new EventDag(version)
            .script(
                """
                create <-        | alice m.room.create '' {'creator':'@alice'}
                alice  <- create | alice -> alice join
                levels <- alice  | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
                rules  <- levels | alice m.room.join_rules '' {'join_rule':'public'}
                bob    <- rules  | bob -> bob join
                carol  <- bob    | carol -> carol join
                """
                    .replace("ALICE", levels));
    for (int i = 0; i < size; i++) {
      step();
    }
  }

  EventDag dag() {
    return dag;
  }

  /** States after some events of the graph, each a map with an iteration order of its own. */
  List<Map<StateKey, EventId>> states(int count) {
    List<String> names = dag.names().subList(1, dag.names().size());
    List<Map<StateKey, EventId>> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(dag.stateAfter(names.get(random.nextInt(names.size()))));
    }
    return states;
  }

  /** The same states in another order, their entries in another order. */
  List<Map<StateKey, EventId>> shuffled(List<Map<StateKey, EventId>> states) {
    List<Map<StateKey, EventId>> result = new ArrayList<>();
    for (Map<StateKey, EventId> state : states) {
      List<StateKey> keys = new ArrayList<>(state.keySet());
      Collections.shuffle(keys, random);
      Map<StateKey, EventId> copy = random.nextBoolean() ? new LinkedHashMap<>() : new HashMap<>();
      keys.forEach(key -> copy.put(key, state.get(key)));
      result.add(copy);
    }
    Collections.shuffle(result, random);
    return result;
  }

  private void step() {
    List<String> names = dag.names();
    List<String> recent = names.subList(Math.max(5, names.size() - 6), names.size());
    List<String> previous = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      String name = recent.get(random.nextInt(recent.size()));
      if (!previous.contains(name)) {
        previous.add(name);
      }
    }
    String name = Integer.toHexString(random.nextInt()) + names.size();
    if (!dag.add(name, event(), previous, 1000L * (names.size() / 3 + random.nextInt(3)))) {
      dag.remove(name);
    }
  }

  private ObjectNode event() {
    String sender = user();
    ObjectNode event = Json.object().put("sender", sender).put("state_key", "");
    switch (random.nextInt(8)) {
      case 0, 1 -> levels(event);
      case 2 ->
          event
              .put("type", "m.room.join_rules")
              .set("content", content("join_rule", one("public", "invite", "private")));
      case 3 -> event.put("type", "m.room.topic").set("content", Json.object());
      case 4 -> member(event, sender, one("join", "join", "leave"));
      default -> member(event, user(), one("leave", "ban", "invite", "leave"));
    }
    return event;
  }

  private void levels(ObjectNode event) {
    ObjectNode content = Json.object();
    ObjectNode users = content.putObject("users");
    if (!dag.version().privilegedCreators()) {
      users.put("@alice:a.example", 100);
    }
    for (String user : USERS.subList(1, 4)) {
      users.put(ScriptedRoom.full("@" + user), List.of(0, 50, 50, 100).get(random.nextInt(4)));
    }
    event.put("type", "m.room.power_levels").set("content", content);
  }

  private void member(ObjectNode event, String target, String membership) {
    event.put("type", "m.room.member").put("state_key", target);
    event.set("content", content("membership", membership));
  }

  private static ObjectNode content(String field, String value) {
    return Json.object().put(field, value);
  }

  private String user() {
    return ScriptedRoom.full("@" + USERS.get(random.nextInt(USERS.size())));
  }

  private String one(String... values) {
    return values[random.nextInt(values.length)];
  }
}
