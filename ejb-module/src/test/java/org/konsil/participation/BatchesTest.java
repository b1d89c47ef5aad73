package org.konsil.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Batches<String, Integer, String> batches = new Batches<>(4);
  private final ConcurrentLinkedQueue<List<Integer>> lots = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private List<String> named(List<Integer> lot) {
    lots.add(lot);
    return lot.stream().map(i -> "n" + i).toList();
  }

  @Test
  void aCallerAloneDoesItsOwnWork() {
    assertThat(batches.join("a", 1, this::named)).isEqualTo("n1");
    assertThat(batches.join("a", 2, this::named)).isEqualTo("n2");
    assertThat(lots).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whoComesMeanwhileIsDoneTogetherAndEachGetsItsOwn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Semaphore end = new Semaphore(0);
    Future<String> first =
        callers.submit(
            () ->
                batches.join(
                    "a",
                    0,
                    lot -> {
                      begun.countDown();
                      end.acquireUninterruptibly();
                      return named(lot);
                    }));
    begun.await();
    List<Future<String>> others = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      int item = i;
      others.add(callers.submit(() -> batches.join("a", item, this::named)));
    }
    // another key waits for nobody
    assertThat(batches.join("b", 9, this::named)).isEqualTo("n9");
    while (batches.waiting("a") < 6) {
      Thread.onSpinWait();
    }
    end.release();
    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("n0");
    for (int i = 1; i <= 6; i++) {
      assertThat(others.get(i - 1).get(10, TimeUnit.SECONDS)).isEqualTo("n" + i);
    }
    assertThat(lots.stream().map(List::size)).containsExactly(1, 1, 4, 2);
  }

  @Test
  void aFailureIsEverybodysOfTheLotAndTheLineGoesOn() {
    assertThatThrownBy(
            () ->
                batches.join(
                    "a",
                    1,
                    lot -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(batches.join("a", 2, this::named)).isEqualTo("n2");
  }

  @Test
  void nobodyIsForgottenOrDoneTwice() {
    List<CompletableFuture<String>> all =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> batches.join("k" + i % 3, i, this::named), callers))
            .toList();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("n" + i);
    }
    assertThat(lots.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).boxed().toList());
  }
}
