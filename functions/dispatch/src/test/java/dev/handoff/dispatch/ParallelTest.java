package dev.handoff.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.CloudUnavailable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void resultsComeInOrder() {
    List<Integer> things = IntStream.range(0, 200).boxed().toList();

    assertEquals(things.stream().map(i -> i * i).toList(), Parallel.map(things, i -> i * i));
    assertEquals(List.of(), Parallel.map(List.<Integer>of(), i -> i));
  }

  @Test
  void noMoreThanSixteenRunAtATime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(16);
    Parallel.map(
        IntStream.range(0, 64).boxed().toList(),
        i -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          full.countDown();
          awaitAll(full);
          return running.decrementAndGet();
        });

    assertEquals(16, most.get());
  }

  @Test
  void whatTheFirstOneThrowsIsThrownAndTheOthersAreDone() {
    AtomicInteger done = new AtomicInteger();

    CloudUnavailable thrown =
        assertThrows(
            CloudUnavailable.class,
            () ->
                Parallel.map(
                    List.of(1, 2, 3, 4),
                    i -> {
                      done.incrementAndGet();
                      if (i % 2 == 0) {
                        throw new CloudUnavailable("no " + i);
                      }
                      return i;
                    }));

    assertEquals("no 2", thrown.getMessage());
    assertEquals(4, done.get());
  }

  @Test
  void twoCallsRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    Parallel.Both<Integer, String> results =
        Parallel.both(
            () -> {
              both.countDown();
              awaitAll(both);
              return 1;
            },
            () -> {
              both.countDown();
              awaitAll(both);
              return "two";
            });

    assertEquals(new Parallel.Both<>(1, "two"), results);
  }

  @Test
  void ofTwoCallsEitherMayFail() {
    assertThrows(CloudUnavailable.class, () -> Parallel.both(ParallelTest::fail, () -> 2));
    assertThrows(CloudUnavailable.class, () -> Parallel.both(() -> 1, ParallelTest::fail));
  }

  private static Integer fail() {
    throw new CloudUnavailable("no");
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertTrue(latch.getCount() == 0);
  }
}
