package dev.handoff.beacon.host;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where programs are looked for. */
final class Programs {

  /** The only search path that services and commands know. */
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /**
   * The program that a command's first word means; empty: there is none that can be run.
   *
   * @param directory that a relative path starts from; null: the root
   */
  static Optional<Path> find(String program, @Nullable String directory) {
    try {
      Stream<Path> places =
          program.contains("/")
              ? Stream.of(Path.of(directory == null ? "/" : directory).resolve(program))
              : Arrays.stream(PATH.split(":", -1)).map(folder -> Path.of(folder, program));
      return places.filter(Programs::isProgram).map(Path::normalize).findFirst();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
