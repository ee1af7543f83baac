package dev.handoff.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has made. */
public final class Built {

  /** The most that a package may have. */
  static final long MOST_BYTES = 45L << 20;

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private Built() {}

  public static Path folder() {
    return TARGET;
  }

  /** The one package of a kind, for example {@code deb}. */
  static Path only(String extension) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(TARGET, "*." + extension)) {
      for (Path file : found) {
        return file;
      }
    }
    throw new AssertionError("the build has made no ." + extension + " in " + TARGET);
  }

  public static Path staged(String path) {
    return TARGET.resolve("stage").resolve(path);
  }
}
