package dev.handoff.console.lab.node;

import dev.handoff.console.lab.demo.DemoServer;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fits a node's plan to the lab, so that an ordinary spec runs on one machine:
 *
 * <ul>
 *   <li>the port of a service becomes the node's own, wherever that number stands by itself in its
 *       command, its environment and its checks of the loopback;
 *   <li>what a probe would ask of other machines, it asks of the node's own {@link Gateways
 *       gateway};
 *   <li>what a developer's machine should not or cannot run (systemd units, OCF agents, commands,
 *       programs that are not installed) is played by the {@link DemoServer};
 *   <li>an address that a node would put on its interface is a process there.
 * </ul>
 */
public final class LabPlans {

  private final NodePorts ports;
  private final List<String> demoServer;
  private final BiFunction<String, String, Path> faultFile;
  private final ToIntFunction<String> gateways;

  /**
   * Fits plans to this machine.
   *
   * @param demoServer the command line that starts a {@link DemoServer}
   * @param faultFile where a service's fault is kept, by node and resource
   * @param gateways the port of each node's gateway
   */
  public LabPlans(
      NodePorts ports,
      List<String> demoServer,
      BiFunction<String, String, Path> faultFile,
      ToIntFunction<String> gateways) {
    this.ports = ports;
    this.demoServer = List.copyOf(demoServer);
    this.faultFile = faultFile;
    this.gateways = gateways;
  }

  /** The plan as this node of the lab is to run it. */
  public Plan fitted(Plan plan) {
    return plan.with(
        plan.groups().stream().map(group -> fitted(group, plan.node())).toList(),
        plan.probes().stream().map(probe -> fitted(probe, plan.node())).toList());
  }

  /** Whoever is asked, and by whichever way, is as near as the gateway. */
  private Probe fitted(Probe probe, String node) {
    Probe.Endpoint gateway = new Probe.Endpoint("127.0.0.1", gateways.applyAsInt(node));
    return switch (probe) {
      case Probe.Ping ping ->
          new Probe.Tcp(
              ping.name(),
              Collections.nCopies(ping.hosts().size(), gateway),
              ping.multiplier(),
              ping.timing());
      case Probe.Tcp tcp ->
          new Probe.Tcp(
              tcp.name(),
              tcp.endpoints().stream()
                  .map(e -> NodePorts.isLoopback(e.host()) ? e : gateway)
                  .toList(),
              tcp.multiplier(),
              tcp.timing());
      case Probe.Command _, Probe.Disk _, Probe.Load _ -> probe;
    };
  }

  private GroupSpec fitted(GroupSpec group, String node) {
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : group.resources()) {
      resources.add(
          switch (resource) {
            case Service service -> fitted(service, node);
            case Address address -> fitted(address);
          });
    }
    return group.with(resources);
  }

  /** A node of the lab has no interface of its own: a process that waits stands for the address. */
  private static Resource fitted(Address address) {
    return address.onMachine().<Resource>map(LabPlans::played).orElse(address);
  }

  private static Service played(Service onInterface) {
    String lab = Long.toString(ProcessHandle.current().pid());
    boolean linux = System.getProperty("os.name").equals("Linux");
    List<String> command =
        linux
            ? List.of("tail", "--pid=" + lab, "-f", "/dev/null")
            : List.of("tail", "-f", "/dev/null");
    return new Service(
        onInterface.name(),
        new Kind.Supervised(command, Map.of(), null),
        onInterface.monitors(),
        onInterface.startTimeout(),
        onInterface.stopTimeout(),
        onInterface.runs(),
        null);
  }

  private Service fitted(Service service, String node) {
    if (service.kind() instanceof Kind.External) {
      return service;
    }
    int named = NodePorts.named(service).orElse(0);
    int own = ports.of(node, service.name());
    Kind kind = kind(service, node, named, own);
    boolean played = !kind.getClass().equals(service.kind().getClass());
    List<Monitor> monitors =
        service.monitors().stream()
            .map(m -> m.asking(check(m.check(), named, own, played)))
            .toList();
    return new Service(
        service.name(),
        kind,
        monitors,
        service.startTimeout(),
        service.stopTimeout(),
        service.runs(),
        own);
  }

  /** What is not itself in the lab, a line each. */
  public static List<String> standIns(ClusterSpec spec) {
    List<String> lines = new ArrayList<>();
    for (GroupSpec group : spec.groups()) {
      for (Service service : group.services()) {
        if (service.kind() instanceof Kind.InterfaceAddress) {
          lines.add(
              "A process of the lab stands for " + service.name() + " on the interface of a node.");
        } else if (isPlayed(service) && !isDemoServer(service)) {
          lines.add(
              "A small web server of the lab stands in for " + service.name() + " on each node.");
        }
      }
    }
    for (Probe probe : spec.probes()) {
      if (probe instanceof Probe.Ping || probe instanceof Probe.Tcp) {
        lines.add("What " + probe.name() + " asks for is a gateway of the lab, one for each node.");
      }
    }
    return lines;
  }

  private static boolean isDemoServer(Service service) {
    return service.kind() instanceof Kind.Supervised supervised
        && supervised.command().getFirst().equals(DemoServer.COMMAND);
  }

  /** Whether the demo server plays this service in the lab, as far as this machine can tell. */
  public static boolean isPlayed(Service service) {
    return switch (service.kind()) {
      case Kind.Supervised supervised -> !isInstalled(supervised.command().getFirst());
      case Kind.Systemd _, Kind.Ocf _, Kind.Command _ -> true;
      case Kind.InterfaceAddress _, Kind.External _ -> false;
    };
  }

  private Kind kind(Service service, String node, int named, int own) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(DemoServer.NODE, node);
    environment.put(DemoServer.PORT, Integer.toString(own));
    environment.put(DemoServer.FAULT, faultFile.apply(node, service.name()).toString());
    environment.put(DemoServer.LAB_PID, Long.toString(ProcessHandle.current().pid()));
    if (service.kind() instanceof Kind.Supervised real && isInstalled(real.command().getFirst())) {
      real.environment().forEach((k, v) -> environment.put(k, replaced(v, named, own)));
      return new Kind.Supervised(
          real.command().stream().map(word -> replaced(word, named, own)).toList(),
          environment,
          real.directory());
    }
    return new Kind.Supervised(demoServer, environment, null);
  }

  private static Check check(Check check, int named, int own, boolean played) {
    return switch (check) {
      case Check.Http http when NodePorts.loopbackPort(check).filter(p -> p == named).isPresent() ->
          // What only the real service would answer is not asked of its stand-in.
          played ? new Check.Http(withPort(http.url(), own)) : http.at(withPort(http.url(), own));
      case Check.Tcp tcp when NodePorts.loopbackPort(check).filter(p -> p == named).isPresent() ->
          new Check.Tcp(tcp.host(), own);
      case Check.Command command when !played ->
          new Check.Command(
              command.command().stream().map(word -> replaced(word, named, own)).toList());
      case Check.Command _ -> new Check.Own();
      case Check.PidFile _, Check.Processes _ -> played ? new Check.Own() : check;
      case Check.Http _, Check.Tcp _, Check.Own _ -> check;
    };
  }

  private static String withPort(String url, int port) {
    URI uri = URI.create(url);
    String rest =
        url.substring(url.indexOf(uri.getRawAuthority()) + uri.getRawAuthority().length());
    return uri.getScheme() + "://" + uri.getHost() + ":" + port + rest;
  }

  /** Replaces a number where it stands by itself: not as a part of a longer one. */
  private static String replaced(String word, int number, int by) {
    return number == 0
        ? word
        : Pattern.compile("(?<![0-9.])" + number + "(?![0-9.])")
            .matcher(word)
            .replaceAll(Matcher.quoteReplacement(Integer.toString(by)));
  }

  private static boolean isInstalled(String program) {
    if (program.contains(File.separator)) {
      return Files.isExecutable(Path.of(program));
    }
    for (String directory :
        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
