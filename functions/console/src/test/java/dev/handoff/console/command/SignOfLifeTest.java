package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignOfLifeTest {

  private final StringWriter err = new StringWriter();
  private final AtomicLong now = new AtomicLong(7);
  private final SignOfLife sign = new SignOfLife(new PrintWriter(err), now::get);

  @Test
  void whatEndsSoonSaysNothing() {
    now.addAndGet(SignOfLife.PACE.toNanos() - 1);
    sign.give(() -> "soon");

    assertEquals("", err.toString());
  }

  @Test
  void whatTakesLongSaysSoOnceInAWhile() {
    now.addAndGet(SignOfLife.PACE.toNanos());
    sign.give(() -> "first");
    sign.give(() -> "at once again");
    now.addAndGet(SignOfLife.PACE.toNanos());
    sign.give(() -> "second");

    assertEquals("... first\n... second\n", err.toString().replace("\r", ""));
  }
}
