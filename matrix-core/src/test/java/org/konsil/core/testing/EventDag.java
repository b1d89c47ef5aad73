package org.konsil.core.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.state.StateResolution;

/**
 * A room's event graph that a test writes down, with the state after each event. Every event rests
 * on the state before it, as an honest server would have made it.
 */
public final class EventDag {

  private final RoomVersion version;
  private final Map<String, EventId> ids = new LinkedHashMap<>();
  private final Map<EventId, Pdu> events = new HashMap<>();
  private final Map<EventId, Map<StateKey, EventId>> after = new HashMap<>();

  public EventDag(RoomVersion version) {
    this.version = version;
  }

  /**
   * Adds events, a line each: {@code name <- previous previous | sender type key {content}}, or
   * {@code sender -> target membership} after the bar. Short user names as in {@link
   * ScriptedRoom#full}. {@code name@2000} makes the sender claim that time; otherwise time goes on
   * by a second an event.
   *
   * @throws AssertionError when an event is not allowed by the state before it
   */
  public EventDag script(String lines) {
    lines.lines().filter(line -> !line.isBlank()).forEach(this::line);
    return this;
  }

  private void line(String line) {
    String[] halves = line.split("\\|", 2);
    String[] names = halves[0].strip().split("\\s*<-\\s*|\\s+");
    String event = halves[1].strip();
    int open = event.indexOf('{');
    String[] words = (open < 0 ? event : event.substring(0, open)).strip().split(" +");
    String content = open < 0 ? "{}" : event.substring(open);
    ObjectNode json = Json.object().put("sender", ScriptedRoom.full("@" + words[0]));
    if (words[1].equals("->")) {
      json.put("type", "m.room.member").put("state_key", ScriptedRoom.full("@" + words[2]));
      content = "{'membership':'" + words[3] + "'}";
    } else {
      json.put("type", words[1]);
      if (!words[2].equals("-")) {
        json.put("state_key", words[2].equals("''") ? "" : words[2]);
      }
    }
    json.set("content", ScriptedRoom.json(ScriptedRoom.full(content)));
    List<String> previous = List.of(names).subList(1, names.length);
    String[] timed = names[0].split("@");
    long timestamp = timed.length > 1 ? Long.parseLong(timed[1]) : 1000L * (events.size() + 1);
    if (!add(timed[0], json, previous, timestamp)) {
      throw new AssertionError(line + ": not allowed");
    }
  }

  /**
   * Adds an event with sender, type, state key and content.
   *
   * @return whether the rules allow it in the state before; it is added in any case
   */
  public boolean add(String name, ObjectNode json, List<String> previous, long timestamp) {
    Map<StateKey, EventId> before = stateBefore(previous);
    EventId id = id(name, json);
    if (!version.roomIdIsCreateHash()) {
      json.put("room_id", "!room:a.example");
    } else if (!events.isEmpty()) {
      json.put("room_id", "!" + ids.values().iterator().next().value().substring(1));
    }
    json.put("origin_server_ts", timestamp).put("depth", depth(previous) + 1);
    json.set("prev_events", references(previous.stream().map(ids::get).toList()));
    Pdu draft = Pdu.trusted(version, id, Json.bytes(json));
    json.set(
        "auth_events",
        references(
            AuthEventsNeeded.of(draft).stream().map(before::get).filter(e -> e != null).toList()));
    Pdu event = Pdu.trusted(version, id, Json.bytes(json));
    ids.put(name, id);
    events.put(id, event);
    Map<StateKey, EventId> state = new HashMap<>(before);
    event.asStateKey().ifPresent(key -> state.put(key, id));
    after.put(id, state);
    return AuthRules.check(event, key -> find(before.get(key)), this::find).allowed();
  }

  /** Takes back the event added last, which no other rests on. */
  public void remove(String name) {
    EventId id = ids.remove(name);
    events.remove(id);
    after.remove(id);
  }

  private Map<StateKey, EventId> stateBefore(List<String> previous) {
    return previous.isEmpty()
        ? Map.of()
        : StateResolution.resolve(version, statesAfter(previous), this::find);
  }

  private long depth(List<String> previous) {
    return previous.stream().mapToLong(name -> get(name).depth()).max().orElse(0);
  }

  private EventId id(String name, ObjectNode json) {
    String sender = json.get("sender").textValue();
    boolean qualified = version.eventFormat() == EventFormat.OPAQUE_ID;
    return new EventId("$" + name + (qualified ? sender.substring(sender.indexOf(':')) : ""));
  }

  private ArrayNode references(List<EventId> list) {
    ArrayNode array = Json.object().arrayNode();
    for (EventId id : list) {
      if (version.eventFormat() == EventFormat.OPAQUE_ID) {
        array.addArray().add(id.value()).addObject();
      } else {
        array.add(id.value());
      }
    }
    return array;
  }

  public RoomVersion version() {
    return version;
  }

  public List<String> names() {
    return new ArrayList<>(ids.keySet());
  }

  public Pdu get(String name) {
    return events.get(ids.get(name));
  }

  public Optional<Pdu> find(EventId id) {
    return Optional.ofNullable(id).map(events::get);
  }

  public Map<StateKey, EventId> stateAfter(String name) {
    return after.get(ids.get(name));
  }

  public List<Map<StateKey, EventId>> statesAfter(List<String> names) {
    return names.stream().map(this::stateAfter).toList();
  }

  /** A state made of these events, whatever the graph says. */
  public Map<StateKey, EventId> state(String... names) {
    Map<StateKey, EventId> state = new HashMap<>();
    for (String name : names) {
      state.put(get(name).asStateKey().orElseThrow(), ids.get(name));
    }
    return state;
  }

  /** The resolved state after these events. */
  public Map<StateKey, EventId> resolve(String... names) {
    return StateResolution.resolve(version, statesAfter(List.of(names)), this::find);
  }

  /** The names of a state's events, without the {@code $} and, in versions 1 and 2, the server. */
  public List<String> namesOf(Map<StateKey, EventId> state) {
    return ids.entrySet().stream()
        .filter(entry -> state.containsValue(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
