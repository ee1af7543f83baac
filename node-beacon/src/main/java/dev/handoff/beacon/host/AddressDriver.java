package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.beacon.transport.LocalAddresses;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses on this machine's interfaces, put there and taken away by the program {@code ip}. None
 * is touched but the one that the spec names, and never the last one of an interface.
 */
final class AddressDriver implements ServiceDriver {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** How often the metadata service may fail to answer before it is not asked any more. */
  private static final int PATIENCE = 3;

  private static final String LOOPBACK = "lo";
  private static final Path CONF = Path.of("/proc/sys/net/ipv4/conf");

  private final @Nullable String configured;
  private final @Nullable LocalAddresses cloud;

  /**
   * @param configured the interface that addresses go to; null: the one of their network
   * @param cloud tells which addresses lead to an interface; null: there is nobody to ask
   */
  AddressDriver(@Nullable String configured, @Nullable LocalAddresses cloud) {
    this.configured = configured;
    this.cloud = cloud;
  }

  @Override
  public Finding inspect(Service service, Task task) {
    try {
      return place(service).isPresent() ? new Finding.Runs() : new Finding.IsStopped();
    } catch (IOException e) {
      return new Finding.Unclear("the interfaces cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Outcome start(Service service, Task task) throws InterruptedException {
    Kind.InterfaceAddress kind = kind(service);
    try {
      Nic nic = kind.loopback() ? null : target(kind);
      if (nic == null && !kind.loopback()) {
        return new Outcome.Failed(
            "no interface of this machine is in the network of %s: name one as 'interface' in beacon.yaml"
                .formatted(kind.address()));
      }
      if (nic != null && !arrives(nic.mac(), kind.address(), task)) {
        return new Outcome.Failed(
            "the cloud does not lead %s to %s yet".formatted(kind.address(), nic.name()));
      }
      String name = nic == null ? LOOPBACK : nic.name();
      Outcome outcome = put(kind, name, task);
      if (outcome instanceof Outcome.Ok && nic != null) {
        announce(kind, name);
      }
      return outcome;
    } catch (IOException e) {
      return new Outcome.Failed("the interfaces cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    InetAddress address = address(kind(service));
    try {
      Nic nic = place(service).orElse(null);
      if (nic == null) {
        return Outcome.OK;
      }
      String refused = whyItStays(nic, address);
      if (refused != null) {
        return new Outcome.Failed(refused);
      }
      Result result =
          CommandRun.run(
              List.of(
                  "ip",
                  "addr",
                  "del",
                  address.getHostAddress() + "/" + nic.prefix(address),
                  "dev",
                  nic.name()),
              task);
      return place(service).isEmpty() ? Outcome.OK : failure(result);
    } catch (IOException e) {
      return new Outcome.Failed("the interfaces cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Outcome check(Service service, Task task) {
    String address = kind(service).address();
    try {
      return place(service)
          .<Outcome>map(nic -> nic.up() ? Outcome.OK : new Outcome.Failed(nic.name() + " is down"))
          .orElse(new Outcome.Failed(address + " is on no interface"));
    } catch (IOException e) {
      return new Outcome.Unknown("the interfaces cannot be read: " + e.getMessage());
    }
  }

  /** The interface that has the address. */
  private static Optional<Nic> place(Service service) throws IOException {
    InetAddress address = address(kind(service));
    return Nic.all().stream().filter(nic -> nic.has(address)).findFirst();
  }

  private @Nullable Nic target(Kind.InterfaceAddress kind) throws IOException {
    List<Nic> nics = Nic.all();
    if (configured == null) {
      Optional<Nic> near = Nic.inWhoseNetwork(address(kind), nics);
      if (near.isPresent()) {
        return near.get();
      }
    }
    String name = configured == null ? Nic.ofDefaultRoute() : configured;
    return nics.stream().filter(nic -> nic.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Waits until the cloud says that the address leads to this interface: what binds it before then
   * answers nobody. A metadata service that does not answer is no reason not to serve.
   */
  boolean arrives(@Nullable String mac, String address, Task task) throws InterruptedException {
    if (cloud == null || mac == null) {
      return true;
    }
    for (int failures = 0; failures < PATIENCE && !task.isKilled(); ) {
      try {
        if (cloud.of(mac).contains(address)) {
          return true;
        }
      } catch (IOException _) {
        failures++; // It has its own time limit; the beats tell whether credentials are found.
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return !task.isKilled();
  }

  private static Outcome put(Kind.InterfaceAddress kind, String nic, Task task)
      throws IOException, InterruptedException {
    InetAddress address = address(kind);
    if (Nic.all().stream().anyMatch(each -> each.has(address))) {
      return Outcome.OK;
    }
    List<String> command =
        new ArrayList<>(
            List.of("ip", "addr", "add", kind.address() + "/" + kind.prefix(), "dev", nic));
    if (address instanceof Inet6Address) {
      command.add("nodad"); // Its former owner has let go, and a second without it is an outage.
    }
    Result result = CommandRun.run(command, task);
    return Nic.all().stream().anyMatch(each -> each.has(address)) ? Outcome.OK : failure(result);
  }

  /** For networks that are no cloud's: neighbours remember the old owner. Nothing depends on it. */
  private static void announce(Kind.InterfaceAddress kind, String nic) {
    if (Programs.find("arping", null).isEmpty()) {
      return;
    }
    List<String> command = List.of("arping", "-U", "-c", "2", "-I", nic, kind.address());
    Thread.startVirtualThread(() -> {
      try {
        CommandRun.run(command, new Task(0));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** Why an interface has to keep an address; null: it need not. */
  static @Nullable String whyItStays(Nic nic, InetAddress address) {
    if (nic.loopback()) {
      return null;
    }
    return nic.beside(address).isEmpty()
        ? "%s is the only address of %s and stays: is it really the one that moves?"
            .formatted(address.getHostAddress(), nic.name())
        : whyOthersWouldGo(nic, address);
  }

  /**
   * Linux takes all addresses of a network away with the first of them, unless it is told to
   * promote the next one ({@code promote_secondaries} in the kernel's ip-sysctl).
   */
  private static @Nullable String whyOthersWouldGo(Nic nic, InetAddress address) {
    boolean shared =
        nic.addresses().stream()
            .filter(network -> network.address().equals(address))
            .anyMatch(own -> nic.beside(address).stream().anyMatch(o -> own.contains(o.address())));
    if (!shared || promotes("all") || promotes(nic.name())) {
      return null;
    }
    try {
      Files.writeString(CONF.resolve(nic.name()).resolve("promote_secondaries"), "1");
      return null;
    } catch (IOException e) {
      return "other addresses of %1$s could go with it: set sysctl net.ipv4.conf.%1$s.promote_secondaries=1"
          .formatted(nic.name());
    }
  }

  private static boolean promotes(String nic) {
    try {
      Path setting = CONF.resolve(nic).resolve("promote_secondaries");
      return Files.readString(setting).strip().equals("1");
    } catch (IOException e) {
      return false;
    }
  }

  private static Outcome failure(Result result) {
    return switch (result) {
      case Result.Exited r -> new Outcome.Failed("ip " + r.inWords());
      case Result.NotRun r -> new Outcome.Failed("ip cannot be run: " + r.why());
    };
  }

  private static InetAddress address(Kind.InterfaceAddress kind) {
    return InetAddress.ofLiteral(kind.address());
  }

  private static Kind.InterfaceAddress kind(Service service) {
    return (Kind.InterfaceAddress) service.kind();
  }
}
