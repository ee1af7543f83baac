package dev.handoff.packages.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.packages.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Two machines and the networks that they share, all of it made of network namespaces:
 *
 * <pre>
 *   clients 10.77.1.254 ─┐                             ┌─ 10.77.1.11 node-a 10.77.2.11 ─┐
 *                        ├─ bridge "data" (gateway .1) ┤                                ├─ bridge
 *                        │                             └─ 10.77.1.12 node-b 10.77.2.12 ─┤  "mgmt"
 *   store   10.77.2.254 ─┼──────────────────────────────────────────────────────────────┘
 *   (this process)
 * </pre>
 *
 * <p>The bridges lie in a third namespace. This process stays where it is, at the end of two veth
 * pairs. The names of all that is made carry its pid.
 */
final class Wires {

  static final String VIP = "10.77.1.100";
  static final String GATEWAY = "10.77.1.1";

  private static final String CLIENTS = "10.77.1.254";
  private static final String STORE = "10.77.2.254";
  private static final String NOBODY = "02:77:00:00:00:00";

  private final String id = "ho" + ProcessHandle.current().pid();
  private final String middle = id + "-net";
  private final List<String> namespaces = new ArrayList<>();

  /**
   * Lays the wires between this process and the bridges; skips the test where that is not possible.
   */
  static Wires lay() throws IOException, InterruptedException {
    assumeTrue(Programs.isRoot(), "network namespaces need root");
    assumeTrue(Programs.has("ip"), "iproute2 is not installed");
    sweep();
    assumeTrue(
        Programs.run("ip", "addr").orFail().said().lines().noneMatch(l -> l.contains(" 10.77.")),
        "this machine has an address in 10.77.0.0/16 already");
    Wires wires = new Wires();
    Programs.Result made = Programs.run("ip", "netns", "add", wires.middle);
    assumeTrue(made.code() == 0, () -> "this root may not make namespaces: " + made.said());
    wires.namespaces.add(wires.middle);
    try {
      wires.bridge("data");
      wires.bridge("mgmt");
      wires.inMiddle("addr", "add", GATEWAY + "/24", "dev", "data");
      wires.ownEnd("data", CLIENTS);
      wires.ownEnd("mgmt", STORE);
      wires.lead(null);
      return wires;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      wires.close();
      throw e;
    }
  }

  /** Removes what a run that was killed has left, by the pid in its names. */
  private static void sweep() throws IOException, InterruptedException {
    for (String namespace : abandoned(Programs.run("ip", "netns", "list").orFail().said(), "-")) {
      remove(namespace);
    }
    for (String link : abandoned(Programs.run("ip", "-brief", "link").orFail().said(), "[dm]@")) {
      Programs.run("ip", "link", "del", link.substring(0, link.indexOf('@')));
    }
  }

  /** With all that runs there. */
  private static void remove(String namespace) throws IOException, InterruptedException {
    Programs.run("ip", "netns", "pids", namespace)
        .said()
        .lines()
        .filter(pid -> pid.matches("[0-9]+"))
        .forEach(
            pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    Programs.run("ip", "netns", "del", namespace);
  }

  private static List<String> abandoned(String list, String rest) {
    Pattern ours = Pattern.compile("ho([0-9]+)" + rest + ".*");
    return list.lines()
        .map(line -> line.split("\\s", 2)[0])
        .filter(name -> {
          Matcher found = ours.matcher(name);
          return found.matches() && ProcessHandle.of(Long.parseLong(found.group(1))).isEmpty();
        })
        .toList();
  }

  private void bridge(String name) throws IOException, InterruptedException {
    inMiddle("link", "add", name, "type", "bridge");
    inMiddle("link", "set", name, "up");
  }

  private void ownEnd(String bridge, String address) throws IOException, InterruptedException {
    String here = id + bridge.charAt(0);
    String there = "here-" + bridge;
    ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", middle);
    inMiddle("link", "set", there, "master", bridge, "up");
    ip("addr", "add", address + "/24", "dev", here);
    ip("link", "set", here, "up");
  }

  /**
   * Makes the namespace of a machine with both of its interfaces.
   *
   * @param number of the machine: the last part of its addresses
   * @return the namespace's name
   */
  String machine(String node, int number) throws IOException, InterruptedException {
    String namespace = id + "-" + node;
    ip("netns", "add", namespace);
    namespaces.add(namespace);
    ip("-n", namespace, "link", "set", "lo", "up");
    for (String bridge : List.of("data", "mgmt")) {
      String end = node + "-" + bridge.charAt(0);
      ip(
          "-n", namespace, "link", "add", bridge, "type", "veth", "peer", "name", end, "netns",
          middle);
      inMiddle("link", "set", end, "master", bridge, "up");
      String network = bridge.equals("data") ? "10.77.1." : "10.77.2.";
      if (bridge.equals("data")) {
        ip("-n", namespace, "link", "set", bridge, "address", mac(number));
      }
      ip("-n", namespace, "addr", "add", network + number + "/24", "dev", bridge);
      ip("-n", namespace, "link", "set", bridge, "up");
    }
    return namespace;
  }

  /** Where the store listens. */
  InetAddress store() {
    return InetAddress.ofLiteral(STORE);
  }

  /**
   * Leads what clients send to the VIP to a machine, whoever answers ARP: as the network of a cloud
   * does, which believes its own tables only.
   *
   * @param number of the machine; null: nowhere
   */
  void lead(@Nullable Integer number) throws IOException, InterruptedException {
    String mac = number == null ? NOBODY : mac(number);
    ip("neigh", "replace", VIP, "lladdr", mac, "dev", id + "d", "nud", "permanent");
  }

  private static String mac(int number) {
    return "02:77:00:00:01:%02x".formatted(number);
  }

  private void inMiddle(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-n", middle));
    all.addAll(Arrays.asList(arguments));
    ip(all.toArray(String[]::new));
  }

  static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(arguments));
    Programs.run(command).orFail();
  }

  /** Takes all away; a veth goes with its other end. */
  void close() throws IOException, InterruptedException {
    for (String bridge : List.of("d", "m")) {
      Programs.run("ip", "link", "del", id + bridge);
    }
    for (String namespace : namespaces.reversed()) {
      remove(namespace);
    }
  }
}
