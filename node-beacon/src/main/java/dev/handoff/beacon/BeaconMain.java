package dev.handoff.beacon;

import dev.handoff.beacon.check.Check;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.ConfigReader;
import dev.handoff.beacon.config.ConfigResult;
import dev.handoff.beacon.host.HostHeader;
import dev.handoff.beacon.host.StateDirectory;
import dev.handoff.beacon.metrics.MetricsSocket;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.beacon.transport.Transports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runs a node's beacon ({@code run}, also without that word), every check of its plan once ({@code
 * check}), or asks the beacon that runs for its metrics ({@code metrics}): see {@link #USAGE}.
 *
 * <ul>
 *   <li>SIGTERM or SIGINT: the node leaves. Its groups are stopped, the last beat is sent, services
 *       that run everywhere are stopped, the process ends with 0. If the state directory holds a
 *       file {@code keep-services}, the beacon ends at once and leaves everything running.
 *   <li>SIGKILL is a crash of the beacon: services go on running, and the next beacon finds them.
 * </ul>
 *
 * Exit codes of a run: 0 ended as asked, 1 the beacon cannot go on, 2 the configuration or the
 * command line is wrong. For those of a check see {@link Check#run}; {@code metrics} ends with 1 if
 * no beacon answers.
 */
public final class BeaconMain {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private static final String CONFIG = "/etc/handoff/beacon.yaml";

  private static final List<String> COMMANDS = List.of("run", "check", "metrics");

  private static final String USAGE =
      """
      usage: handoff-beacon run     [--config FILE]   runs this node's beacon
             handoff-beacon check   [--config FILE]   runs every monitor and probe once
             handoff-beacon metrics [--config FILE]   prints what the running beacon has counted
      FILE is\
      """
          + (" " + CONFIG + " if none is named.");

  private BeaconMain() {}

  public static void main(String[] args) {
    List<String> words = List.of(args);
    if (words.equals(List.of("--help"))) {
      System.out.println(USAGE);
      System.exit(0);
    }
    boolean named = !words.isEmpty() && COMMANDS.contains(words.getFirst());
    String command = named ? words.getFirst() : "run";
    List<String> options = words.subList(named ? 1 : 0, words.size());
    if (named && options.isEmpty()) {
      options = List.of("--config", CONFIG);
    }
    System.exit(
        switch (command) {
          case "check" -> check(options, System.out, System.err);
          case "metrics" -> metrics(options, System.out, System.err);
          default -> run(options, System.err);
        });
  }

  /**
   * Runs a beacon until it is asked to end.
   *
   * @param log receives what the beacon has to say
   * @return the exit code
   */
  public static int run(List<String> args, PrintStream log) {
    BeaconConfig config = configured(args, log);
    return config == null ? 2 : run(config, log);
  }

  private static int check(List<String> args, PrintStream out, PrintStream log) {
    BeaconConfig config = configured(args, log);
    try {
      return config == null ? 2 : Check.run(config, out, log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Prints what the beacon of this machine has counted, as OpenMetrics text. */
  static int metrics(List<String> args, PrintStream out, PrintStream log) {
    BeaconConfig config = configured(args, log);
    if (config == null) {
      return 2;
    }
    Path socket = MetricsSocket.of(config.stateDirectory());
    try {
      out.writeBytes(MetricsSocket.ask(socket));
      out.flush();
      return out.checkError() ? 1 : 0;
    } catch (IOException e) {
      log.println("no beacon answers at " + socket + ": " + e.getMessage());
      return 1;
    }
  }

  /** Null: it has been said what is wrong. */
  private static @Nullable BeaconConfig configured(List<String> args, PrintStream log) {
    if (args.size() != 2 || !args.getFirst().equals("--config")) {
      log.println(USAGE);
      return null;
    }
    HostHeader.allow();
    return switch (ConfigReader.read(Path.of(args.getLast()), System.getenv())) {
      case ConfigResult.Invalid invalid -> {
        invalid.problems().forEach(log::println);
        yield null;
      }
      case ConfigResult.Valid valid -> valid.config();
    };
  }

  private static int run(BeaconConfig config, PrintStream log) {
    try (StateDirectory state = StateDirectory.open(config.stateDirectory())) {
      Transport transport =
          Transports.open(config, text -> log.println(Instant.now() + " " + text));
      BeaconProcess beacon = new BeaconProcess(config, boot(config), state, transport, log);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(beacon, ended), "farewell"));
      try {
        beacon.run();
      } finally {
        ended.countDown();
      }
      return 0;
    } catch (IOException e) {
      log.println("the beacon cannot go on: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The virtual machine is going down: it waits for this thread, and this thread for the loop. */
  private static void leave(BeaconProcess beacon, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    beacon.shutdown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Without it the exit code would tell of the signal, although all went as it should.
    Runtime.getRuntime().halt(0);
  }

  private static String boot(BeaconConfig config) throws IOException {
    return config.boot() != null ? config.boot() : Files.readString(BOOT_ID).strip();
  }
}
