package org.konsil.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.EventDag;

/** Conflicts in rooms of version 1, written down by hand. */
class ResolutionV1Test {

  private static EventDag room(String more) {
    return StateResolutionTest.room(RoomVersion.V1, more);
  }

  private static List<String> changes(EventDag dag, Map<StateKey, EventId> state) {
    List<String> names = new ArrayList<>(dag.namesOf(state));
    names.removeAll(List.of("create", "alice", "bob", "carol"));
    return names;
  }

  private static List<String> resolve(EventDag dag, String... ends) {
    return changes(dag, dag.resolve(ends));
  }

  @Test
  void whatOnlySomeStatesHaveIsNoConflict() {
    EventDag dag =
        room(
            """
            topic <- carol | alice m.room.topic '' {}
            name  <- carol | alice m.room.name '' {}
            """);
    assertThat(resolve(dag, "topic", "name"))
        .containsExactlyInAnyOrder("levels", "rules", "topic", "name");
  }

  @Test
  void ofOtherEventsTheDeepestThatIsAllowedWins() {
    EventDag dag =
        room(
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            high  <- carol | alice m.room.topic '' {'topic':'1'}
            deep  <- up    | alice m.room.topic '' {'topic':'2'}
            """);
    assertThat(resolve(dag, "high", "deep")).contains("deep").doesNotContain("high");
    assertThat(resolve(dag, "deep", "high")).contains("deep").doesNotContain("high");
  }

  @Test
  void anEventThatTheResultForbidsLosesToALessDeepOne() {
    EventDag dag =
        room(
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            high  <- up    | alice m.room.topic '' {'topic':'1'}
            ban   <- high  | alice -> bob ban
            step  <- up    | bob m.room.message - {}
            more  <- step  | bob m.room.message - {}
            deep  <- more  | bob m.room.topic '' {'topic':'2'}
            """);
    assertThat(resolve(dag, "ban", "deep")).contains("high", "ban").doesNotContain("deep");
  }

  @Test
  void powerLevelsAreFollowedFromTheLeastDeepUntilOneIsForbidden() {
    EventDag dag =
        room(
            """
            down   <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':0,'@carol':1}}
            talk   <- carol | alice m.room.message - {}
            later  <- talk  | alice m.room.power_levels '' {'users':{ALICE'@carol':2}}
            """);
    assertThat(resolve(dag, "down", "later")).contains("later").doesNotContain("down", "levels");
    EventDag coup =
        room(
            """
            up     <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            down   <- up    | alice m.room.power_levels '' {'users':{ALICE'@bob':0}}
            talk   <- up    | bob m.room.message - {}
            own    <- talk  | bob m.room.power_levels '' {'users':{ALICE'@bob':50,'@carol':50}}
            """);
    assertThat(resolve(coup, "down", "own")).contains("down").doesNotContain("own");
  }

  @Test
  void theJoinRuleIsResolvedBeforeMembers() {
    EventDag dag =
        room(
            """
            closed <- carol  | alice m.room.join_rules '' {'join_rule':'invite'}
            out    <- closed | alice -> erin leave
            step   <- carol  | bob m.room.message - {}
            more   <- step   | bob m.room.message - {}
            joined <- more   | erin -> erin join
            """);
    assertThat(resolve(dag, "out", "joined")).contains("closed", "out").doesNotContain("joined");
  }

  @Test
  void membersSeeTheJoinRuleThatWon() {
    EventDag dag =
        room(
            """
            closed <- carol  | alice m.room.join_rules '' {'join_rule':'invite'}
            open   <- closed | alice m.room.join_rules '' {'join_rule':'public'}
            out    <- open   | alice -> erin leave
            one    <- carol  | bob m.room.message - {}
            two    <- one    | bob m.room.message - {}
            three  <- two    | bob m.room.message - {}
            joined <- three  | erin -> erin join
            """);
    assertThat(resolve(dag, "out", "joined")).contains("open", "joined").doesNotContain("out");
  }

  /** Equal in depth: the lower SHA-1 of the id wins; 4c47.. of first, e858.. of second. */
  @Test
  void hashesOfTheIdsBreakTies() {
    EventDag dag =
        room(
            """
            first  <- carol | alice m.room.topic '' {'topic':'1'}
            second <- carol | alice m.room.topic '' {'topic':'2'}
            """);
    assertThat(resolve(dag, "first", "second")).contains("first");
    assertThat(resolve(dag, "second", "first")).contains("first");
  }

  @Test
  void aKeyDoesNotVanishWhenNoCandidateIsAllowed() {
    EventDag dag =
        room(
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            one   <- up    | bob m.room.topic '' {'topic':'1'}
            talk  <- up    | alice m.room.message - {}
            two   <- talk  | bob m.room.topic '' {'topic':'2'}
            out   <- up    | alice -> bob leave
            """);
    assertThat(
            changes(
                dag,
                StateResolution.resolve(
                    RoomVersion.V1,
                    List.of(
                        dag.state("create", "alice", "up", "rules", "out", "carol", "one"),
                        dag.state("create", "alice", "up", "rules", "out", "carol", "two")),
                    dag::find)))
        .contains("one")
        .doesNotContain("two");
  }
}
