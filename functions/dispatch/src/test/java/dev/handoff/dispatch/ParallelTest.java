package dev.handoff.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void answersInOrderAndAllAtTheSameTime() {
    CountDownLatch all = new CountDownLatch(3);

    List<Integer> answers =
        Parallel.map(
            List.of(1, 2, 3),
            number -> {
              all.countDown();
              await(all);
              return number * 10;
            });

    assertEquals(List.of(10, 20, 30), answers);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts", e);
    }
  }

  @Test
  void oneThatFailsHindersNoOther() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();

    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Parallel.map(
                    List.of(1, 2, 3),
                    number -> {
                      if (number == 1) {
                        throw new IllegalArgumentException("one is none");
                      }
                      return done.add(number);
                    }));

    assertTrue(String.valueOf(e.getMessage()).contains("one is none"), e::toString);
    assertEquals(Set.of(2, 3), done);
  }
}
