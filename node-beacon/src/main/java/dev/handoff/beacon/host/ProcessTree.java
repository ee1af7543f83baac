package dev.handoff.beacon.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A process with everything that it has started: its descendants, and the members of the process
 * group that it leads. What has left the group and lost its parent cannot be found; only a control
 * group of the kernel could.
 */
final class ProcessTree {

  private static final Path PROC = Path.of("/proc");

  private final SupervisedPid leader;

  /** Members that were seen: they stay ours when their parent is gone. */
  private final Set<ProcessHandle> seen = new HashSet<>();

  ProcessTree(SupervisedPid leader) {
    this.leader = leader;
  }

  /** Asks every member to end (SIGTERM). */
  void terminate() {
    each(ProcessHandle::destroy);
  }

  /** Ends every member (SIGKILL). */
  void kill() {
    each(ProcessHandle::destroyForcibly);
  }

  /** Whether nothing is left. */
  synchronized boolean isGone() {
    look();
    return seen.isEmpty();
  }

  private synchronized void each(Consumer<ProcessHandle> signal) {
    look();
    seen.forEach(signal);
  }

  private void look() {
    if (leader.isAlive()) {
      ProcessHandle.of(leader.pid()).ifPresent(seen::add);
    }
    if (!leader.isReused()) {
      groupMembers().forEach(pid -> ProcessHandle.of(pid).ifPresent(seen::add));
    }
    for (ProcessHandle member : List.copyOf(seen)) {
      member.descendants().forEach(seen::add);
    }
    seen.removeIf(member -> !member.isAlive() || ProcessStat.isDead(member.pid()));
  }

  private List<Long> groupMembers() {
    List<Long> members = new ArrayList<>();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path number : numbers) {
        long pid = Long.parseLong(number.getFileName().toString());
        if (ProcessStat.of(pid).filter(stat -> stat.group() == leader.pid()).isPresent()) {
          members.add(pid);
        }
      }
    } catch (IOException e) {
      // Without /proc there are only the descendants.
      return List.of();
    }
    return members;
  }
}
