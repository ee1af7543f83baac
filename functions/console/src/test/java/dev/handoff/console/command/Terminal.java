package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/** Where an operator of a running lab types commands, and reads what they answer. */
final class Terminal {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private String out = "";
  private String err = "";

  /** Runs {@code handoff} with these words, and gives its exit code. */
  int run(String... words) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(told, true));
    line.setErr(new PrintWriter(wrong, true));
    int code = line.execute(words);
    out = told.toString();
    err = wrong.toString();
    return code;
  }

  /** Runs a line that has to succeed. */
  void done(String line) {
    assertEquals(ExitCode.DONE, run(line.split(" ", -1)), () -> line + ": " + out + err);
  }

  /** The last command has told this. */
  void says(String words) {
    assertTrue(out.contains(words), () -> words + " is not in:\n" + out);
  }

  /** The last command has complained of this. */
  void complains(String words) {
    assertTrue(err.contains(words), () -> words + " is not in:\n" + err);
  }

  boolean isActive(String node) {
    return run("status") == ExitCode.DONE && out.contains("active on " + node);
  }

  void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "it did not come about; last:\n" + out + err);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** What the last command told. */
  String out() {
    return out;
  }
}
