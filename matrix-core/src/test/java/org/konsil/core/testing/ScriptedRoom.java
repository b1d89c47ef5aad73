package org.konsil.core.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.konsil.core.auth.AuthEventsNeeded;
import org.konsil.core.auth.AuthResult;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.auth.PowerLevels;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.EventFormat;
import org.konsil.core.roomversion.RoomVersion;

/** A room with a current state that a test sets, and events judged against it. */
public final class ScriptedRoom {

  public static final String ALICE = "@alice:a.example";

  private static final Pattern USER = Pattern.compile("@(alice|bob|carol|dave|erin|frank)\\b(?!:)");
  private static final String ROOM = "!room:a.example";

  private final RoomVersion version;
  private final Map<EventId, Pdu> events = new HashMap<>();
  private final Map<StateKey, Pdu> state = new HashMap<>();
  private String roomId = ROOM;

  /** An empty room. */
  public ScriptedRoom(RoomVersion version) {
    this.version = version;
  }

  /** A room that alice made and is alone in, without power levels and join rules. */
  public static ScriptedRoom ofAlice(RoomVersion version) {
    return ofAlice(version, "{}");
  }

  /** As {@link #ofAlice(RoomVersion)}, with further content of the create event. */
  public static ScriptedRoom ofAlice(RoomVersion version, String createContent) {
    ScriptedRoom room = new ScriptedRoom(version);
    ObjectNode content = json(createContent);
    if (version.creatorInContent()) {
      content.put("creator", ALICE);
    }
    Draft create = room.draft(ALICE, "m.room.create").key("").content(content);
    if (version.roomIdIsCreateHash()) {
      create.without("room_id");
    }
    Pdu event = create.build();
    room.roomId = event.roomId().value();
    room.accept(event);
    return room.member(ALICE, "join");
  }

  public RoomVersion version() {
    return version;
  }

  public ScriptedRoom member(String user, String membership) {
    return set(user, "m.room.member", user, "{'membership':'" + membership + "'}");
  }

  public ScriptedRoom joinRule(String rule) {
    return set(ALICE, "m.room.join_rules", "", "{'join_rule':'" + rule + "'}");
  }

  public ScriptedRoom levels(String content) {
    return set(ALICE, "m.room.power_levels", "", content);
  }

  /** Puts a piece of state, whether or not the rules allow it. */
  public ScriptedRoom set(String sender, String type, String key, String content) {
    return accept(draft(sender, type).key(key).content(content).build());
  }

  public ScriptedRoom unset(String type, String key) {
    state.remove(new StateKey(type, key));
    return this;
  }

  /** Puts an event into the state, if it is for the state. */
  public ScriptedRoom accept(Pdu event) {
    remember(event);
    event.asStateKey().ifPresent(key -> state.put(key, event));
    return this;
  }

  /** Makes an event known without putting it into the state. */
  public ScriptedRoom remember(Pdu event) {
    events.put(event.eventId(), event);
    return this;
  }

  public Optional<Pdu> find(StateKey key) {
    return Optional.ofNullable(state.get(key));
  }

  public Pdu get(String type, String key) {
    return find(new StateKey(type, key)).orElseThrow();
  }

  public PowerLevels powerLevels() {
    return PowerLevels.of(
        version, find(StateKey.of("m.room.create")), find(StateKey.of("m.room.power_levels")));
  }

  /** An event at the end of the room, resting on its current state. */
  public Draft draft(String sender, String type) {
    return new Draft(sender, type);
  }

  public AuthResult check(Draft draft) {
    return check(draft.build());
  }

  public AuthResult check(Pdu event) {
    return AuthRules.check(event, this::find, id -> Optional.ofNullable(events.get(id)));
  }

  /** JSON with apostrophes for quotation marks. */
  public static ObjectNode json(String text) {
    return Json.parseObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** The text with full ids for the short names of the six users: {@code @bob:b.example}. */
  public static String full(String text) {
    return USER.matcher(text).replaceAll(m -> m.group() + ":" + m.group(1).charAt(0) + ".example");
  }

  /** An event in the making. */
  public final class Draft {
    private final ObjectNode event = Json.object();
    private final List<EventId> previous = new ArrayList<>();
    private List<EventId> authEvents;
    private String id;

    private Draft(String sender, String type) {
      event.put("room_id", roomId);
      event.put("sender", sender).put("type", type).put("depth", events.size() + 1);
      event.put("origin_server_ts", 1_000L * (events.size() + 1));
      event.putObject("content");
      String server = version.eventFormat() == EventFormat.OPAQUE_ID ? ":" + server(sender) : "";
      id = "$event" + events.size() + server;
      if (!events.isEmpty()) {
        previous.add(new EventId("$previous"));
      }
    }

    public Draft key(String stateKey) {
      event.put("state_key", stateKey);
      return this;
    }

    public Draft content(String content) {
      return content(json(content));
    }

    public Draft content(ObjectNode content) {
      event.set("content", content);
      return this;
    }

    public Draft with(String field, String json) {
      event.set(field, json(json));
      return this;
    }

    public Draft withText(String field, String text) {
      event.put(field, text);
      return this;
    }

    public Draft without(String field) {
      event.remove(field);
      return this;
    }

    public Draft signedBy(String server) {
      event.withObject("/signatures").putObject(server).put("ed25519:1", "signature");
      return this;
    }

    public Draft id(String eventId) {
      id = eventId;
      return this;
    }

    public Draft after(EventId... ids) {
      previous.clear();
      previous.addAll(List.of(ids));
      return this;
    }

    public Draft restingOn(List<EventId> ids) {
      authEvents = ids;
      return this;
    }

    public Pdu build() {
      event.set("prev_events", references(previous));
      Pdu draft = pdu();
      List<EventId> selected =
          AuthEventsNeeded.of(draft).stream()
              .flatMap(key -> find(key).stream())
              .map(Pdu::eventId)
              .toList();
      event.set("auth_events", references(authEvents == null ? selected : authEvents));
      return pdu();
    }

    private Pdu pdu() {
      return Pdu.trusted(version, new EventId(id), Json.bytes(event));
    }

    private ArrayNode references(List<EventId> ids) {
      var list = Json.object().arrayNode();
      for (EventId reference : ids) {
        if (version.eventFormat() == EventFormat.OPAQUE_ID) {
          list.addArray().add(reference.value()).addObject();
        } else {
          list.add(reference.value());
        }
      }
      return list;
    }

    private static String server(String user) {
      return user.substring(user.indexOf(':') + 1);
    }
  }
}
