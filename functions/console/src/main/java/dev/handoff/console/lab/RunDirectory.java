package dev.handoff.console.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where one run of the lab keeps the state and the logs of its nodes; gone when it is closed. */
final class RunDirectory implements AutoCloseable {

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  static RunDirectory create() throws IOException {
    return new RunDirectory(Files.createTempDirectory("handoff-lab-"));
  }

  Path node(String name) {
    return root.resolve(name);
  }

  /** The file that holds what a service answers wrongly with, while it does. */
  Path fault(String node, String service) {
    return root.resolve(node).resolve("faults").resolve(service);
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(root + " could not be removed", e);
    }
  }
}
