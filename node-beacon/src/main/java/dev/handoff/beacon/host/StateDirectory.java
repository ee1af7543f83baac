package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.FailureRecord;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a beacon keeps on disk, so that it can be restarted without anybody noticing:
 *
 * <ul>
 *   <li>{@code failures.json}: the failures of this boot, written durably before they are told;
 *   <li>{@code plan.json}: the newest plan, so that a beacon that starts while the store is away
 *       goes on with what it knows;
 *   <li>{@code services/NAME.pid}: the running process of a supervised service, as {@code PID
 *       START-TIME}. On Linux the PID is the leader of a process group of its own. A beacon that is
 *       killed leaves its services running; whoever wants them dead as well kills these groups;
 *   <li>{@code logs/NAME.log}: what services write;
 *   <li>{@code keep-services}: if this file is there when the beacon is asked to end, it leaves all
 *       services running, says no farewell, and removes the file: only the beacon is replaced;
 *   <li>{@code metrics.sock}: where a beacon that runs tells what it has counted;
 *   <li>{@code lock}: held while a beacon runs.
 * </ul>
 */
public final class StateDirectory implements AutoCloseable {

  private final Path root;

  /** Null: only for reading. */
  private final @Nullable FileChannel lockFile;

  /** The failures of one boot. */
  private record Failures(String boot, Map<String, FailureRecord> services) {}

  private StateDirectory(Path root, @Nullable FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens the directory, and creates it where needed, readable for its owner only.
   *
   * @throws IOException if that cannot be done, or another beacon uses it
   */
  public static StateDirectory open(Path root) throws IOException {
    Files.createDirectories(root.resolve("services"));
    Files.createDirectories(root.resolve("logs"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(root + " is in use by another beacon");
    }
    return new StateDirectory(root, channel);
  }

  /** The same for somebody who only reads, also while a beacon uses it; nothing is created. */
  public static StateDirectory reading(Path root) {
    return new StateDirectory(root, null);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /** The failures that were remembered in this boot; none if the file is of another one. */
  public Map<String, FailureRecord> failures(String boot) throws IOException {
    String json = read("failures.json");
    if (json == null) {
      return Map.of();
    }
    try {
      Failures kept = Json.read(json, Failures.class);
      return kept.boot().equals(boot) ? Map.copyOf(kept.services()) : Map.of();
    } catch (MalformedEvent e) {
      throw new IOException(root.resolve("failures.json") + " is damaged; remove it", e);
    }
  }

  /** Remembers the failures of this boot; durable when it returns. */
  public void remember(String boot, Map<String, FailureRecord> failures) throws IOException {
    write("failures.json", Json.write(new Failures(boot, failures)));
  }

  /** The newest plan that was kept; empty if there is none that can be read. */
  public Optional<Plan> plan() throws IOException {
    String json = read("plan.json");
    try {
      return json == null ? Optional.empty() : Optional.of(Json.read(json, Plan.class));
    } catch (MalformedEvent e) {
      // Written by another version of the beacon, perhaps: the store has a better one.
      return Optional.empty();
    }
  }

  public void keep(Plan plan) throws IOException {
    write("plan.json", Json.write(plan));
  }

  /** Whether services are to be left running; asking takes the wish away. */
  public boolean takeKeepServices() throws IOException {
    refuseReader();
    return Files.deleteIfExists(root.resolve("keep-services"));
  }

  Path log(String service) {
    return root.resolve("logs").resolve(service + ".log");
  }

  /** Notes the process that runs a service now. */
  void running(String service, SupervisedPid pid) throws IOException {
    write("services/" + service + ".pid", pid.text());
  }

  /** The process that last ran a service. */
  Optional<SupervisedPid> running(String service) throws IOException {
    return Optional.ofNullable(read("services/" + service + ".pid")).flatMap(SupervisedPid::parse);
  }

  void notRunning(String service) throws IOException {
    refuseReader();
    Files.deleteIfExists(root.resolve("services/" + service + ".pid"));
  }

  @Override
  public void close() throws IOException {
    if (lockFile != null) {
      lockFile.close();
    }
  }

  private void refuseReader() {
    if (lockFile == null) {
      throw new IllegalStateException(root + " was opened for reading");
    }
  }

  private @Nullable String read(String name) throws IOException {
    try {
      return Files.readString(root.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Atomic and durable: after a power cut there is the old content or the new, nothing else. */
  private void write(String name, String content) throws IOException {
    refuseReader();
    Path target = root.resolve(name);
    Path next = target.resolveSibling(target.getFileName() + ".next");
    try (FileChannel file =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(next.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
