package dev.handoff.events.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The folders of good and bad specs that reader and JSON Schema are both tried on. */
final class SpecFiles {

  private static final String EXPECT = "# expect ";

  private SpecFiles() {}

  static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path good(String name) {
    return folder("good").resolve(name + ".yaml");
  }

  static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the first lines of a bad file say that the reader says, without the file's name. */
  static List<String> expected(Path file) {
    return text(file)
        .lines()
        .takeWhile(line -> line.startsWith(EXPECT))
        .map(line -> line.substring(EXPECT.length()))
        .toList();
  }

  private static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(SpecFiles.class.getResource("/specs/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
