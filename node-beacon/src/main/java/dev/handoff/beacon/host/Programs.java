package dev.handoff.beacon.host;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where programs are looked for. */
final class Programs {

  /** The only search path that services and commands know. */
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /**
   * Whether a program can be run.
   *
   * @param directory that a relative path starts from; null: the root
   */
  static boolean exists(String program, @Nullable String directory) {
    try {
      if (program.contains("/")) {
        Path from = Path.of(directory == null ? "/" : directory);
        return isProgram(from.resolve(program));
      }
      return Arrays.stream(PATH.split(":", -1)).anyMatch(f -> isProgram(Path.of(f, program)));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
