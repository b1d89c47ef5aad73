package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.konsil.core.event.Pdu;
import org.konsil.core.event.StateKey;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

/** Random events in random states: the rules say what the sentences of the room versions say. */
class AuthRulesDifferentialTest {
  private static final List<String> USERS =
      List.of("@alice:a.example", "@bob:b.example", "@carol:c.example", "@dave:d.example");
  private static final List<String> TYPES =
      List.of(
          "m.room.message",
          "m.room.topic",
          "m.room.redaction",
          "m.room.aliases",
          "m.room.third_party_invite",
          "m.room.power_levels",
          "m.room.join_rules");

  @Property(tries = 12_000, shrinking = ShrinkingMode.OFF)
  void agreesWithTheWordsOfTheRoomVersions(
      @ForAll @IntRange(min = 1, max = 12) int version, @ForAll long seed) {
    new Case(version, new Random(seed)).check();
  }

  /** The cases are no formality: each version sees plenty of both answers. */
  @Test
  void bothAnswersAreCommon() {
    for (int version = 1; version <= 12; version++) {
      Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
      for (int seed = 0; seed < 400; seed++) {
        boolean allowed = new Case(version, new Random(seed)).check();
        answers.merge(allowed ? Answer.ALLOWED : Answer.REJECTED, 1, Integer::sum);
      }
      assertThat(answers.values()).as("version " + version).hasSize(2).allMatch(n -> n > 80);
    }
  }

  private enum Answer {
    ALLOWED,
    REJECTED
  }

  /** One event in one state. */
  private static final class Case {
    private final int version;
    private final Random random;
    private final ScriptedRoom room;

    Case(int version, Random random) {
      this.version = version;
      this.random = random;
      String create = random.nextInt(8) == 0 ? "{'m.federate':false}" : "{}";
      if (version == 12 && random.nextBoolean()) {
        create = "{'additional_creators':['@bob:b.example']}";
      }
      room = ScriptedRoom.ofAlice(RoomVersion.get("" + version), create);
      for (String user : USERS.subList(1, USERS.size())) {
        if (random.nextInt(6) > 0) {
          room.member(user, one("join", "join", "join", "leave", "invite", "ban", "knock"));
        }
      }
      if (random.nextInt(6) > 0) {
        room.joinRule(one("public", "invite", "knock", "restricted", "knock_restricted", "other"));
      }
      if (random.nextInt(5) > 0) {
        room.accept(
            room.draft(USERS.get(0), "m.room.power_levels").key("").content(levels(false)).build());
      }
    }

    boolean check() {
      ScriptedRoom.Draft draft = random.nextBoolean() ? membership() : other();
      Pdu event = draft.build();
      boolean expected = new SlowRules(version, event, room::find).allowed();
      AuthResult actual = room.check(event);
      assertThat(actual.allowed())
          .as(() -> "version " + version + ": " + event.json() + " gives " + actual)
          .isEqualTo(expected);
      return expected;
    }

    private ScriptedRoom.Draft membership() {
      String sender = user();
      String target = random.nextBoolean() ? sender : user();
      ObjectNode content =
          Json.object()
              .put("membership", one("join", "join", "invite", "leave", "ban", "knock", "other"));
      ScriptedRoom.Draft draft = room.draft(sender, "m.room.member").key(target).content(content);
      if (random.nextInt(3) == 0) {
        String vouching = user();
        content.put("join_authorised_via_users_server", vouching);
        if (random.nextInt(4) > 0) {
          draft.signedBy(vouching.substring(vouching.indexOf(':') + 1));
        }
      }
      return draft;
    }

    private ScriptedRoom.Draft other() {
      String sender = user();
      String type = TYPES.get(random.nextInt(TYPES.size()));
      ScriptedRoom.Draft draft = room.draft(sender, type);
      switch (type) {
        case "m.room.message" -> {}
        case "m.room.redaction" -> draft.withText("redacts", "$x:" + one("a.example", "b.example"));
        case "m.room.power_levels" -> draft.key("").content(changedLevels());
        case "m.room.topic" -> draft.key(random.nextBoolean() ? "" : user());
        case "m.room.aliases" -> draft.key(one("a.example", "b.example", ""));
        default -> draft.key("");
      }
      return draft;
    }

    /** The present levels with a few changes, or others altogether. */
    private ObjectNode changedLevels() {
      ObjectNode present =
          room.find(StateKey.of("m.room.power_levels"))
              .map(event -> event.content().deepCopy())
              .orElseGet(Json::object);
      if (random.nextInt(4) == 0) {
        return levels(true);
      }
      for (int i = random.nextInt(3); i >= 0; i--) {
        ObjectNode in =
            switch (random.nextInt(4)) {
              case 0 -> present.withObjectProperty("users");
              case 1 -> present.withObjectProperty("events");
              case 2 -> present.withObjectProperty("notifications");
              default -> present;
            };
        String name =
            in == present
                ? one("ban", "kick", "invite", "users_default", "state_default")
                : name(in == present.get("users"));
        if (random.nextInt(4) == 0) {
          in.remove(name);
        } else {
          put(in, name, true);
        }
      }
      return present;
    }

    private ObjectNode levels(boolean anyUser) {
      ObjectNode levels = Json.object();
      ObjectNode users = levels.putObject("users");
      for (String user : USERS) {
        boolean creator =
            version == 12 && !anyUser && (user.equals(USERS.get(0)) || user.equals(USERS.get(1)));
        if (!creator && random.nextInt(3) > 0) {
          put(users, user, false);
        }
      }
      for (String name :
          List.of(
              "ban",
              "kick",
              "redact",
              "invite",
              "events_default",
              "state_default",
              "users_default")) {
        if (random.nextInt(4) == 0) {
          put(levels, name, false);
        }
      }
      for (String object : List.of("events", "notifications")) {
        if (random.nextInt(3) == 0) {
          put(levels.putObject(object), name(false), false);
        }
      }
      return levels;
    }

    private String name(boolean user) {
      return user ? user() : one("m.room.message", "m.room.topic", "m.room.power_levels", "room");
    }

    /**
     * A level; now and then written as older room versions let it be, or as none does, where the
     * text says what comes of it.
     */
    private void put(ObjectNode in, String name, boolean odd) {
      int level = List.of(-1, 0, 25, 50, 75, 100).get(random.nextInt(6));
      int form = odd ? random.nextInt(12) : 11;
      if (form == 0) {
        in.put(name, " +0" + Math.abs(level) + " ");
      } else if (form == 1 && (version < 6 || version >= 10)) {
        in.put(name, level + 0.5);
      } else if (form == 2 && version >= 10) {
        in.put(name, "hoch");
      } else {
        in.put(name, level);
      }
    }

    private String user() {
      return USERS.get(random.nextInt(USERS.size()));
    }

    private String one(String... values) {
      return values[random.nextInt(values.length)];
    }
  }
}
