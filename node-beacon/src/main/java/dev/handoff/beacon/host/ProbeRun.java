package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Measurement;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Carries out probes. What does not answer counts nothing; what this machine could not ask (no such
 * name, no permission, no such command) makes the whole round unknown.
 */
final class ProbeRun {

  /** What a node attribute may hold: it travels with every beat. */
  private static final Pattern WORD = Pattern.compile("\\S{1,64}");

  /** Whether a host that stays silent to us proves anything. */
  private final boolean mayPing;

  private final Echo echo;
  private final DiskSpace disks = new DiskSpace();

  /** Asks a host for a sign of life, once. */
  interface Echo {
    boolean comes(InetAddress from, int millis) throws IOException;
  }

  /**
   * Probes as this process may.
   *
   * @param mayPing it may send ICMP, so that silence is the host's own
   */
  ProbeRun(boolean mayPing) {
    this(mayPing, InetAddress::isReachable);
  }

  /** The same, with another way to ask. */
  ProbeRun(boolean mayPing, Echo echo) {
    this.mayPing = mayPing;
    this.echo = echo;
  }

  /** Runs a probe once. */
  Measurement run(Probe probe, Task task) throws InterruptedException {
    Duration timeout = probe.timing().timeout();
    return switch (probe) {
      case Probe.Ping ping ->
          counted(
              ping.hosts().stream()
                  .<Callable<Outcome>>map(host -> () -> ping(host, ping.tries(), timeout))
                  .toList(),
              ping.multiplier());
      case Probe.Tcp tcp ->
          counted(
              tcp.endpoints().stream()
                  .map(endpoint -> new Monitor.Check.Tcp(endpoint.host(), endpoint.port()))
                  .<Callable<Outcome>>map(check -> () -> MonitorRun.tcp(check, timeout, task))
                  .toList(),
              tcp.multiplier());
      case Probe.Command command -> printed(command, task);
      case Probe.Disk disk -> disks.ask(disk.path(), task);
      case Probe.Load load -> LoadAverage.ask(load);
    };
  }

  /** All are asked at once, so that many silent hosts take no longer than one. */
  private static Measurement counted(List<Callable<Outcome>> questions, int multiplier)
      throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Outcome> answer : threads.invokeAll(questions)) {
        outcomes.add(answer.get());
      }
    } catch (ExecutionException e) {
      return new Measurement.Unknown(String.valueOf(e.getCause()));
    }
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Unknown unknown) {
        return new Measurement.Unknown(unknown.detail());
      }
    }
    long answered = outcomes.stream().filter(Outcome.Ok.class::isInstance).count();
    return new Measurement.Value(Long.toString(answered * multiplier));
  }

  /** All attempts together take no longer than one would, so that a round keeps its time. */
  private Outcome ping(String host, int attempts, Duration timeout) {
    try {
      InetAddress address = InetAddress.getByName(host);
      int millis = MonitorRun.millis(timeout.dividedBy(attempts));
      for (int attempt = 0; attempt < attempts; attempt++) {
        if (echo.comes(address, millis)) {
          return Outcome.OK;
        }
      }
      // Without the permission Java asks by TCP instead, which many hosts do not answer.
      return mayPing
          ? new Outcome.Failed("no answer of " + host)
          : new Outcome.Unknown(
              "this beacon may not ping (run it as root, or with CAP_NET_RAW), and "
                  + host
                  + " does not answer TCP port 7 either");
    } catch (UnknownHostException e) {
      return new Outcome.Unknown("the name " + host + " cannot be resolved");
    } catch (IOException e) {
      // Such as "network is unreachable": this machine has no way to the host.
      return new Outcome.Failed(host + ": " + e.getMessage());
    }
  }

  private static Measurement printed(Probe.Command probe, Task task) throws InterruptedException {
    return switch (CommandRun.run(probe.command(), task)) {
      case Result.Exited r when r.code() != 0 -> new Measurement.Unknown(r.inWords());
      case Result.Exited r when WORD.matcher(r.lastLines()).matches() ->
          new Measurement.Value(r.lastLines());
      case Result.Exited r ->
          new Measurement.Unknown("one number or word was expected, not: " + r.lastLines());
      case Result.NotRun r -> new Measurement.Unknown("cannot be run: " + r.why());
    };
  }
}
