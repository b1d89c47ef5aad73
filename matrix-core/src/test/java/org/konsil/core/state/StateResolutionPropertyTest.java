package org.konsil.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.roomversion.RoomVersion;

/** What holds for every graph: I6, CVE-2025-49090, and that all servers agree. */
class StateResolutionPropertyTest {

  @Provide
  Arbitrary<RoomVersion> versions() {
    return Arbitraries.of("1", "2", "6", "10", "12").map(RoomVersion::get);
  }

  @Provide
  Arbitrary<RoomVersion> fromVersion2() {
    return Arbitraries.of("2", "10", "11", "12").map(RoomVersion::get);
  }

  private static Map<StateKey, EventId> resolve(
      RandomDag random, List<Map<StateKey, EventId>> states) {
    return StateResolution.resolve(random.dag().version(), states, random.dag()::find);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void theOrderOfTheInputDoesNotMatter(
      @ForAll("versions") RoomVersion version,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int count) {
    RandomDag random = new RandomDag(version, seed, 30);
    List<Map<StateKey, EventId>> states = random.states(count);
    Map<StateKey, EventId> resolved = resolve(random, states);
    for (int i = 0; i < 4; i++) {
      assertThat(resolve(random, random.shuffled(states))).isEqualTo(resolved);
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void twiceTheSameStateChangesNothing(
      @ForAll("versions") RoomVersion version,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int count) {
    RandomDag random = new RandomDag(version, seed, 30);
    List<Map<StateKey, EventId>> states = random.states(count);
    Map<StateKey, EventId> resolved = resolve(random, states);
    List<Map<StateKey, EventId>> more = new ArrayList<>(states);
    more.addAll(states);
    assertThat(resolve(random, more)).isEqualTo(resolved);
    assertThat(resolve(random, List.of(resolved, resolved))).isEqualTo(resolved);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void whatAllStatesAgreeOnStays(
      @ForAll("versions") RoomVersion version,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int count) {
    RandomDag random = new RandomDag(version, seed, 30);
    List<Map<StateKey, EventId>> states = random.states(count);
    Map<StateKey, EventId> resolved = resolve(random, states);
    Map<StateKey, EventId> common = new HashMap<>(states.get(0));
    states.forEach(state -> common.entrySet().retainAll(state.entrySet()));
    assertThat(resolved).containsAllEntriesOf(common);
    assertThat(resolved).containsKey(StateKey.of("m.room.create"));
    resolved.forEach(
        (key, id) -> assertThat(random.dag().find(id).orElseThrow().asStateKey()).contains(key));
  }

  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void agreesWithTheWordsOfTheSpecification(
      @ForAll("fromVersion2") RoomVersion version,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int count) {
    RandomDag random = new RandomDag(version, seed, 35);
    List<Map<StateKey, EventId>> states = random.states(count);
    Map<StateKey, EventId> expected =
        new SlowResolution(version, random.dag()::find).resolve(states);
    assertThat(random.dag().namesOf(resolve(random, states)))
        .isEqualTo(random.dag().namesOf(expected));
  }

  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void agreesWithTheWordsOfRoomVersion1(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int count) {
    RandomDag random = new RandomDag(RoomVersion.V1, seed, 35);
    List<Map<StateKey, EventId>> states = random.states(count);
    Map<StateKey, EventId> expected = new SlowResolutionV1(random.dag()::find).resolve(states);
    assertThat(random.dag().namesOf(resolve(random, states)))
        .isEqualTo(random.dag().namesOf(expected));
  }
}
