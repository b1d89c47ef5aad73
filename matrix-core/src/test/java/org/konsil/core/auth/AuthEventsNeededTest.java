package org.konsil.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.UserId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.ScriptedRoom;

class AuthEventsNeededTest {

  /** Each row holds for every version of its range; C, P and J are create, power and join rules. */
  @ParameterizedTest(name = "{0}: {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1-12  | m.room.create  | ''   | {}                       | none",
        "1-11  | m.room.message | -    | {}                       | C P bob",
        "12    | m.room.message | -    | {}                       | P bob",
        "1-11  | m.room.topic   | ''   | {'membership':'join'}    | C P bob",
        "1-11  | m.room.member  | -    | {'membership':'join'}    | C P bob",
        "1-11  | m.room.member  | @bob | {'membership':'join'}    | C P bob J",
        "12    | m.room.member  | @bob | {'membership':'join'}    | P bob J",
        "1-11  | m.room.member  | @dave | {'membership':'invite'} | C P bob dave J",
        "1-11  | m.room.member  | @bob | {'membership':'knock'}   | C P bob J",
        "1-11  | m.room.member  | @dave | {'membership':'ban'}    | C P bob dave",
        "1-11  | m.room.member  | @dave | {'membership':'leave'}  | C P bob dave",
        "1-11  | m.room.member  | @bob | {}                       | C P bob",
        "1-7   | m.room.member  | @bob | {'membership':'join','join_authorised_via_users_server':'@carol'}   | C P bob J",
        "8-11  | m.room.member  | @bob | {'membership':'join','join_authorised_via_users_server':'@carol'}   | C P bob J carol",
        "12    | m.room.member  | @bob | {'membership':'join','join_authorised_via_users_server':'@carol'}   | P bob J carol",
        "8-11  | m.room.member  | @bob | {'membership':'join','join_authorised_via_users_server':1}          | C P bob J",
        "1-11  | m.room.member  | @dave | {'membership':'invite','join_authorised_via_users_server':'@carol'} | C P bob dave J",
        "1-11  | m.room.member  | @dave | {'membership':'invite','third_party_invite':{'signed':{'token':'t'}}} | C P bob dave J T",
        "12    | m.room.member  | @dave | {'membership':'invite','third_party_invite':{'signed':{'token':'t'}}} | P bob dave J T",
        "1-11  | m.room.member  | @dave | {'membership':'invite','third_party_invite':{'signed':{'token':1}}}   | C P bob dave J",
        "1-11  | m.room.member  | @dave | {'membership':'join','third_party_invite':{'signed':{'token':'t'}}}   | C P bob dave J",
      })
  void selects(String versions, String type, String key, String content, String expected) {
    String[] range = versions.strip().split("-");
    int last = Integer.parseInt(range[range.length - 1]);
    List<Set<StateKey>> selections =
        IntStream.rangeClosed(Integer.parseInt(range[0]), last)
            .mapToObj(version -> RoomVersion.get("" + version))
            .map(version -> select(version, type, key, content))
            .toList();
    assertThat(selections).isNotEmpty().allSatisfy(s -> assertThat(s).isEqualTo(keys(expected)));
  }

  private static Set<StateKey> select(
      RoomVersion version, String type, String key, String content) {
    return AuthEventsNeeded.of(
        version,
        type,
        Optional.ofNullable(key).map(ScriptedRoom::full),
        new UserId("@bob:b.example"),
        ScriptedRoom.json(ScriptedRoom.full(content)));
  }

  private static Set<StateKey> keys(String words) {
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.equals("none"))
        .map(AuthEventsNeededTest::key)
        .collect(Collectors.toSet());
  }

  private static StateKey key(String word) {
    return switch (word) {
      case "C" -> StateKey.of("m.room.create");
      case "P" -> StateKey.of("m.room.power_levels");
      case "J" -> StateKey.of("m.room.join_rules");
      case "T" -> new StateKey("m.room.third_party_invite", "t");
      default -> new StateKey("m.room.member", ScriptedRoom.full("@" + word));
    };
  }
}
