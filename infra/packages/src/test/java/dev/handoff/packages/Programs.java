package dev.handoff.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine. */
public final class Programs {

  private static final long PATIENCE_MINUTES = 10;

  /** How one ended, with both of its outputs. */
  public record Result(int code, String said) {
    /** This one, if it ended well. */
    public Result orFail() {
      if (code != 0) {
        throw new AssertionError("exit code " + code + ": " + said);
      }
      return this;
    }
  }

  private Programs() {}

  public static boolean has(String name) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  public static boolean isRoot() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  public static Result run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  /** What a daemon that it leaves behind writes is not waited for. */
  public static Result run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end: " + Files.readString(output));
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
