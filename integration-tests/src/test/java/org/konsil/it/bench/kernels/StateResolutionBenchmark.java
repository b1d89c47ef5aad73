package org.konsil.it.bench.kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.konsil.core.event.StateKey;
import org.konsil.core.id.EventId;
import org.konsil.core.state.StateResolution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** 10,000 state events in three forks that disagree about 200 of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StateResolutionBenchmark {
  private static final int EVENTS = 10_000;
  private static final int CONFLICTS = 200;
  private static final int FORKS = 3;

  private final KernelRoom room = new KernelRoom(EVENTS - CONFLICTS - 3);
  private final List<Map<StateKey, EventId>> forks = forks();

  private List<Map<StateKey, EventId>> forks() {
    List<Map<StateKey, EventId>> made = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      Map<StateKey, EventId> state = new HashMap<>(room.state);
      for (int i = 0; i < CONFLICTS; i++) {
        KernelRoom.put(state, room.said("bed" + i + "fork" + fork, "bed" + i));
      }
      made.add(state);
    }
    return made;
  }

  @Benchmark
  public Map<StateKey, EventId> resolve() {
    return StateResolution.resolve(KernelRoom.VERSION, forks, room::event);
  }
}
