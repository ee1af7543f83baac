package dev.handoff.console.command;

import dev.handoff.beacon.BeaconMain;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node's beacon in this process. */
@Command(name = "beacon", description = "Run a node's beacon.")
final class BeaconCommand implements Callable<Integer> {

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "its file")
  private Path config = Path.of("");

  @Override
  public Integer call() {
    return BeaconMain.run(List.of("--config", config.toString()), System.err);
  }
}
