package org.konsil.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.roomversion.StateResolutionVersion;
import org.konsil.core.testing.EventDag;

/** Conflicts written down by hand, for versions 2 to 12 unless said otherwise. */
class StateResolutionTest {

  private static final List<String> START =
      List.of("create", "alice", "levels", "rules", "bob", "carol");

  static List<RoomVersion> fromVersion2() {
    return RoomVersion.all().subList(1, 12);
  }

  /** Alice's public room with bob and carol. */
  static EventDag room(RoomVersion version, String more) {
    String levels = version.privilegedCreators() ? "" : "'@alice':100,";
    return new EventDag(version)
        .script(
            ("""
             create <-        | alice m.room.create '' {'creator':'@alice'}
             alice  <- create | alice -> alice join
             levels <- alice  | alice m.room.power_levels '' {'users':{ALICE'@dave':0}}
             rules  <- levels | alice m.room.join_rules '' {'join_rule':'public'}
             bob    <- rules  | bob -> bob join
             carol  <- bob    | carol -> carol join
             """
                    + more)
                .replace("ALICE", levels));
  }

  private static void assertResolved(EventDag dag, String ends, String... expected) {
    String[] names = ends.split(" ");
    assertThat(changes(dag, dag.resolve(names))).containsExactlyInAnyOrder(expected);
    List<String> reversed = new ArrayList<>(List.of(names));
    Collections.reverse(reversed);
    assertThat(changes(dag, dag.resolve(reversed.toArray(String[]::new))))
        .containsExactlyInAnyOrder(expected);
  }

  /** The state's events that are not the room's first ones. */
  private static List<String> changes(EventDag dag, Map<StateKey, EventId> state) {
    List<String> names = new ArrayList<>(dag.namesOf(state));
    names.removeAll(START);
    return names;
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void changesOfDifferentKeysAreAllKept(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            topic <- carol | alice m.room.topic '' {'topic':'x'}
            name  <- carol | alice m.room.name '' {'name':'y'}
            """);
    assertResolved(dag, "topic name", "topic", "name");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void aBanBeatsWhatTheBannedUserDidMeanwhile(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            ban   <- up    | alice -> bob ban
            coup  <- up    | bob m.room.power_levels '' {'users':{ALICE'@bob':50,'@carol':50}}
            topic <- coup  | bob m.room.topic '' {'topic':'mine'}
            """);
    assertResolved(dag, "ban topic", "up", "ban");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void aKickIsAPowerEventALeaveIsNot(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            kick  <- up    | alice -> bob leave
            kicks <- up    | bob -> carol leave
            leave <- up    | carol -> carol leave
            """);
    assertResolved(dag, "kick kicks", "up", "kick");
    assertResolved(dag, "leave kicks", "up", "kicks");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void nobodySlipsInBesideAStricterJoinRule(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            closed <- carol | alice m.room.join_rules '' {'join_rule':'invite'}
            erin   <- carol | erin -> erin join
            """);
    assertResolved(dag, "closed erin", "closed");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void theHigherPowerIsReplayedFirst(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            down  <- up    | alice m.room.power_levels '' {'users':{ALICE'@bob':0}}
            own   <- up    | bob m.room.power_levels '' {'users':{ALICE'@bob':50,'@carol':10}}
            topic <- own   | bob m.room.topic '' {'topic':'late'}
            """);
    assertResolved(dag, "down topic", "down");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void ofTwoEqualTheLaterTopicWins(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            first  <- carol | alice m.room.topic '' {'topic':'1'}
            second <- carol | alice m.room.topic '' {'topic':'2'}
            """);
    assertResolved(dag, "first second", "second");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void aTopicOnTheNewerPowerLevelsWinsOverALaterOneOnTheOlder(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            newer <- up    | alice m.room.topic '' {'topic':'newer'}
            older <- carol | alice m.room.topic '' {'topic':'older'}
            """);
    assertResolved(dag, "newer older", "up", "newer");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void whatABannedUserSetBeforeStaysWhenNothingElseIsThere(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            first <- carol | alice m.room.topic '' {'topic':'1'}
            up    <- first | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            topic <- up    | bob m.room.topic '' {'topic':'2'}
            ban   <- topic | alice -> bob ban
            """);
    assertResolved(dag, "ban first", "first", "up", "ban");
    assertResolved(dag, "ban carol", "up", "ban");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void threeStates(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up    <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            name  <- up    | bob m.room.name '' {'name':'x'}
            topic <- up    | alice m.room.topic '' {'topic':'x'}
            ban   <- up    | bob -> carol ban
            """);
    assertResolved(dag, "name topic ban", "up", "name", "topic", "ban");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void aRejectedEventAuthorisesNothing(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            up     <- carol | alice m.room.power_levels '' {'users':{ALICE'@bob':50}}
            topic  <- up    | bob m.room.topic '' {'topic':'x'}
            name   <- carol | alice m.room.name '' {'name':'y'}
            """);
    EventId up = dag.get("up").eventId();
    var states = dag.statesAfter(List.of("topic", "name"));
    assertThat(changes(dag, StateResolution.resolve(version, states, dag::find, up::equals)))
        .containsExactlyInAnyOrder("up", "name");
  }

  @ParameterizedTest
  @MethodSource("fromVersion2")
  void eventsThatAreNotFoundTakeNoPart(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            first  <- carol | alice m.room.topic '' {'topic':'1'}
            second <- carol | alice m.room.topic '' {'topic':'2'}
            """);
    EventId second = dag.get("second").eventId();
    var states = dag.statesAfter(List.of("first", "second"));
    assertThat(
            changes(
                dag,
                StateResolution.resolve(
                    version, states, id -> id.equals(second) ? Optional.empty() : dag.find(id))))
        .containsExactly("first");
  }

  /** CVE-2025-49090: a server with a slow clock made the old join rule come back. */
  @ParameterizedTest
  @MethodSource("fromVersion2")
  void theConflictedSubgraphKeepsAStricterJoinRule(RoomVersion version) {
    EventDag dag =
        room(
            version,
            """
            again       <- carol  | alice -> alice join
            newer       <- again  | alice m.room.power_levels '' {'users':{ALICE'@bob':0}}
            closed@2000 <- newer  | alice m.room.join_rules '' {'join_rule':'invite'}
            kick        <- newer  | alice -> carol leave
            """);
    List<String> resolved = dag.namesOf(dag.resolve("closed", "kick"));
    assertThat(resolved).contains("again", "newer", "kick");
    boolean safe = version.stateResolution() == StateResolutionVersion.V2_1;
    assertThat(resolved.contains("closed")).isEqualTo(safe);
    assertThat(resolved.contains("rules")).isNotEqualTo(safe);
  }

  /**
   * CVE-2025-49090: bob joined before the rule became stricter, and another server's incomplete
   * state lacks him. Starting from nothing his join is judged by the rule of its time.
   */
  @ParameterizedTest
  @MethodSource("fromVersion2")
  void aForgottenMemberComesBackWhenTheStartIsEmpty(RoomVersion version) {
    EventDag dag =
        room(version, "closed <- carol | alice m.room.join_rules '' {'join_rule':'invite'}");
    Map<StateKey, EventId> whole = dag.stateAfter("closed");
    Map<StateKey, EventId> without = new HashMap<>(whole);
    without.remove(dag.get("bob").asStateKey().orElseThrow());
    boolean safe = version.stateResolution() == StateResolutionVersion.V2_1;
    assertThat(StateResolution.resolve(version, List.of(without, whole), dag::find))
        .isEqualTo(safe ? whole : without);
  }

  @Test
  void oneStateIsItsOwnResolution() {
    EventDag dag = room(RoomVersion.V10, "");
    Map<StateKey, EventId> state = dag.stateAfter("carol");
    assertThat(StateResolution.resolve(RoomVersion.V10, List.of(state), id -> null))
        .isEqualTo(state);
    assertThat(StateResolution.resolve(RoomVersion.V10, List.of(state, state), id -> null))
        .isEqualTo(state);
    assertThatThrownBy(() -> StateResolution.resolve(RoomVersion.V10, List.of(), id -> null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
