package dev.handoff.console.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where one run of the lab keeps the state and the logs of its nodes; gone when it is closed. What
 * a lab that was killed has left there is removed by the next one.
 */
final class RunDirectory implements AutoCloseable {

  private static final String PREFIX = "handoff-lab-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /** Creates one among the temporary files of this machine. */
  static RunDirectory create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static RunDirectory create(Path parent) throws IOException {
    sweep(parent);
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    return new RunDirectory(Files.createTempDirectory(parent, prefix));
  }

  private static void sweep(Path parent) throws IOException {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      all.forEach(left::add);
    }
    for (Path path : left) {
      Matcher name = NAME.matcher(path.getFileName().toString());
      boolean ownerIsGone =
          name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
      if (ownerIsGone && Files.isWritable(path)) {
        new RunDirectory(path).close();
      }
    }
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
