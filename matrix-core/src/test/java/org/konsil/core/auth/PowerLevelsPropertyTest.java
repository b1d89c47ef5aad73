package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

/** F21: whatever power levels events people send, nobody gains by them. */
class PowerLevelsPropertyTest {

  private static final List<String> USERS =
      List.of("@bob:b.example", "@carol:c.example", "@dave:d.example", "@erin:e.example");
  private static final List<String> NAMED =
      List.of(
          "ban", "kick", "redact", "invite", "users_default", "events_default", "state_default");

  record Attempt(String sender, Map<String, Integer> named, Map<String, Integer> users) {
    ObjectNode content() {
      ObjectNode content = Json.object();
      named.forEach(content::put);
      users.forEach(content.putObject("users")::put);
      content.putObject("events").put("m.room.power_levels", 0);
      return content;
    }
  }

  @Provide
  Arbitrary<RoomVersion> versions() {
    return Arbitraries.of(RoomVersion.all());
  }

  @Provide
  Arbitrary<List<Attempt>> attempts() {
    Arbitrary<Integer> level = Arbitraries.of(-1, 0, 10, 49, 50, 51, 100, 101);
    return Combinators.combine(
            Arbitraries.of(USERS),
            Arbitraries.maps(Arbitraries.of(NAMED), level).ofMaxSize(3),
            Arbitraries.maps(Arbitraries.of(USERS), level))
        .as(Attempt::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 300)
  void nobodyRaisesAnybodyAboveThemselvesOrLowersAnEqual(
      @ForAll("versions") RoomVersion version, @ForAll("attempts") List<Attempt> attempts) {
    ScriptedRoom room = openRoom(version);
    for (Attempt attempt : attempts) {
      PowerLevels before = room.powerLevels();
      long own = before.ofUser(new UserId(attempt.sender()));
      Pdu event =
          room.draft(attempt.sender(), "m.room.power_levels")
              .key("")
              .content(attempt.content())
              .build();
      if (room.check(event).allowed()) {
        room.accept(event);
        for (String user : attempt.users().keySet()) {
          assertChangeIsFair(before, room.powerLevels(), user, attempt.sender(), own);
        }
        assertThat(room.powerLevels().ban())
            .isLessThanOrEqualTo(LongStream.of(own, before.ban(), 50).max().orElseThrow());
      }
    }
  }

  private static void assertChangeIsFair(
      PowerLevels before, PowerLevels after, String user, String sender, long own) {
    long from = before.ofUser(new UserId(user));
    long to = after.ofUser(new UserId(user));
    if (from != to) {
      assertThat(to).as("raised %s", user).isLessThanOrEqualTo(own);
      if (!user.equals(sender)) {
        assertThat(from).as("lowered %s", user).isLessThanOrEqualTo(own);
      }
    }
  }

  @Property(tries = 300)
  void theHighestLevelNeverGrows(
      @ForAll("versions") RoomVersion version, @ForAll("attempts") List<Attempt> attempts) {
    ScriptedRoom room = openRoom(version);
    long highest = highest(room);
    for (Attempt attempt : attempts) {
      Pdu event =
          room.draft(attempt.sender(), "m.room.power_levels")
              .key("")
              .content(attempt.content())
              .build();
      if (room.check(event).allowed()) {
        room.accept(event);
      }
      assertThat(highest(room)).isLessThanOrEqualTo(highest);
    }
  }

  private static long highest(ScriptedRoom room) {
    PowerLevels levels = room.powerLevels();
    return USERS.stream().mapToLong(user -> levels.ofUser(new UserId(user))).max().orElseThrow();
  }

  /** Everybody may send power levels: only the rule itself protects the room. */
  private static ScriptedRoom openRoom(RoomVersion version) {
    ScriptedRoom room =
        ScriptedRoom.ofAlice(version)
            .levels(
                """
                {'events':{'m.room.power_levels':0},
                 'users':{'@bob:b.example':100,'@carol:c.example':50,'@dave:d.example':50}}
                """);
    USERS.forEach(user -> room.member(user, "join"));
    return room;
  }
}
