package dev.handoff.beacon.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes with an environment that holds nothing but what was asked for. */
final class CleanProcess {

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private CleanProcess() {}

  /**
   * Prepares a process: no input, one output for both of its streams, {@code PATH} and {@code LANG}
   * only, in the root directory.
   */
  static ProcessBuilder of(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", Programs.PATH);
    environment.put("LANG", "C.UTF-8");
    builder.directory(new File("/"));
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return builder;
  }

  /**
   * The same as the leader of a process group of its own, where the system can do that: the group
   * outlives its leader, so that what a crashed service leaves behind can still be found.
   */
  static ProcessBuilder leader(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return of(command);
    }
    List<String> led = new ArrayList<>();
    led.add(SETSID.toString());
    led.addAll(command);
    return of(led);
  }
}
