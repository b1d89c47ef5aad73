package org.konsil.federation.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.konsil.core.id.ServerName;

/** Who gets a place while some destinations hang. */
class OutboundWorkerTest {
  private static final ServerName OURS = ServerName.parse("ours.example");

  private final List<Runnable> places = new ArrayList<>();
  private final Deliveries deliveries = new Deliveries();
  private final OutboundWorker worker = new OutboundWorker(deliveries, places::add);

  private static Route route(String name) {
    return new Route(OURS, ServerName.parse(name + ".example"));
  }

  private static List<Route> routes(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> route(name + i)).toList();
  }

  /** A place is taken until the task in it is run, as by a destination that hangs. */
  private void runAll() {
    while (!places.isEmpty()) {
      places.remove(0).run();
    }
  }

  @Test
  void eachQueueIsEmptiedByOneAtATimeAndNoNudgeIsLost() {
    worker.nudge(route("a"));
    worker.nudge(route("a"));
    worker.nudge(route("a"));
    assertThat(places).hasSize(1);
    runAll();
    assertThat(deliveries.made).containsExactly(route("a"), route("a"));
  }

  @Test
  void noMoreThanSoManyAtATimeAndAllInTheEnd() {
    List<Route> many = routes("s", 100);
    many.forEach(worker::nudge);
    assertThat(places).hasSize(OutboundWorker.AT_A_TIME);
    runAll();
    assertThat(deliveries.made).containsExactlyElementsOf(many);
  }

  /** F10. */
  @Test
  void f10_thoseThatFailedLeaveHalfOfThePlacesToTheOthers() {
    List<Route> dead = routes("dead", 60);
    deliveries.failing.addAll(dead);
    dead.forEach(worker::nudge);
    runAll();
    dead.forEach(worker::nudge);
    assertThat(places).hasSize(OutboundWorker.AT_A_TIME / 2);
    worker.nudge(route("alive"));
    assertThat(places).hasSize(OutboundWorker.AT_A_TIME / 2 + 1);
    deliveries.made.clear();
    places.remove(places.size() - 1).run();
    assertThat(deliveries.made).containsExactly(route("alive"));
    // who answers again is one of the others again
    deliveries.failing.clear();
    runAll();
    deliveries.made.clear();
    dead.forEach(worker::nudge);
    assertThat(places).hasSize(OutboundWorker.AT_A_TIME);
    runAll();
    assertThat(deliveries.made).containsExactlyInAnyOrderElementsOf(dead);
  }

  private static final class Deliveries extends OutboundDelivery {
    private final List<Route> made = new ArrayList<>();
    private final Set<Route> failing = new HashSet<>();

    @Override
    boolean deliver(Route route) {
      made.add(route);
      return !failing.contains(route);
    }
  }
}
