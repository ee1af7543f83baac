package dev.handoff.console.remote;

import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a running lab says how it can be reached: a file that only its owner can read, under {@code
 * ~/.handoff/labs}, for as long as the lab runs.
 */
public final class LabFile implements AutoCloseable {

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  private LabFile(Path file) {
    this.file = file;
  }

  /**
   * A running lab.
   *
   * @param url of its operator interface, on loopback
   * @param token that has to be shown there
   */
  public record Reach(String cluster, long pid, String url, String token) {}

  /** The folder of this user's running labs. */
  public static Path directory() {
    return Path.of(System.getProperty("user.home"), ".handoff", "labs");
  }

  /** Publishes how to reach this process. */
  public static LabFile write(Path directory, String cluster, String url, String token)
      throws IOException {
    Files.createDirectories(directory, PRIVATE_DIRECTORY);
    long pid = ProcessHandle.current().pid();
    Path file = directory.resolve(pid + ".json");
    Files.deleteIfExists(file);
    Files.createFile(file, PRIVATE_FILE);
    Files.writeString(
        file, Json.write(new Reach(cluster, pid, url, token)), StandardOpenOption.WRITE);
    return new LabFile(file);
  }

  /** The labs that run, newest first. Files of labs that are gone are removed. */
  public static List<Reach> running(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(".json"))
              .sorted(Comparator.comparingLong(LabFile::modified).reversed())
              .toList();
    }
    List<Reach> running = new ArrayList<>();
    for (Path file : files) {
      read(file).ifPresent(running::add);
    }
    return running;
  }

  private static Optional<Reach> read(Path file) throws IOException {
    try {
      Reach reach = Json.read(Files.readString(file), Reach.class);
      if (ProcessHandle.of(reach.pid()).map(ProcessHandle::isAlive).orElse(false)) {
        return Optional.of(reach);
      }
      Files.deleteIfExists(file);
      return Optional.empty();
    } catch (MalformedEvent e) {
      // Being written at this moment, or by another version: no lab that we could talk to.
      return Optional.empty();
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0; // Gone in the meantime.
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " could not be removed", e);
    }
  }
}
