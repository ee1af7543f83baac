package dev.handoff.beacon.host;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.host.CommandRun.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs commands that come from a spec, if this machine allows their program. */
final class AllowedCommands {

  private final Allowed allowed;

  AllowedCommands(Allowed allowed) {
    this.allowed = allowed;
  }

  /** As {@link CommandRun#run(List, Task)}. */
  Result run(List<String> command, Task task) throws InterruptedException {
    String refused = refusal(command, null);
    return refused == null ? CommandRun.run(command, task) : new Result.NotRun(refused);
  }

  /** As {@link CommandRun#runLogged(List, Path, Task)}. */
  Result runLogged(List<String> command, Path log, Task task) throws InterruptedException {
    String refused = refusal(command, null);
    return refused == null ? CommandRun.runLogged(command, log, task) : new Result.NotRun(refused);
  }

  /**
   * Why a command is not run; null: it may be, and its program is there.
   *
   * @param directory that a relative path starts from; null: the root
   */
  @Nullable String refusal(List<String> command, @Nullable String directory) {
    String program = command.getFirst();
    Optional<Path> found = Programs.find(program, directory);
    if (found.isEmpty()) {
      return "there is no program " + program;
    }
    return allowed.command(found.get())
        ? null
        : "the beacon.yaml of this machine does not allow %s: add it to 'commands' of 'allow'"
            .formatted(found.get());
  }
}
