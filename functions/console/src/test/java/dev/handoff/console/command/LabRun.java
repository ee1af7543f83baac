package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/** Runs {@code handoff lab} in this process, with real beacons and real services. */
final class LabRun {

  /** The folder with the examples. */
  static final Path EXAMPLES = Path.of("..", "..", "infra", "examples").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final StringWriter out = new StringWriter();
  private final int exitCode;

  /** Runs the command to its end; its own file goes under that home. */
  LabRun(Path home, String... words) {
    String former = System.setProperty("user.home", home.toString());
    try {
      CommandLine line = Handoff.commandLine();
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(out, true));
      exitCode = line.execute(words);
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
  }

  String told() {
    return out.toString();
  }

  void assertExitCode(int expected) {
    assertEquals(expected, exitCode, this::told);
  }

  /** Whatever the lab started is gone, or is about to be. */
  static void assertNoProcessIsLeft() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> left = started();
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      left = started();
    }
    assertEquals(List.of(), left);
  }

  private static List<String> started() {
    return ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("dev.handoff.console") || line.contains("handoff-guard"))
        .toList();
  }
}
