package dev.handoff.beacon.host;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of this machine, as it was when it was looked at.
 *
 * @param mac as the cloud's metadata writes it; null: it has none
 */
record Nic(
    String name, boolean loopback, boolean up, @Nullable String mac, List<Network> addresses) {

  private static final Path ROUTES = Path.of("/proc/net/route");

  /** The columns of {@link #ROUTES}; zero in all of a destination and its mask means everything. */
  private static final int DESTINATION = 1;

  private static final int MASK = 7;

  Nic {
    addresses = List.copyOf(addresses);
  }

  /** An address with the length of its network's prefix. */
  record Network(InetAddress address, int prefix) {

    /** Whether the other address is in this one's network. */
    boolean contains(InetAddress other) {
      byte[] here = address.getAddress();
      byte[] there = other.getAddress();
      int rest = here.length * Byte.SIZE - prefix;
      return here.length == there.length
          && new BigInteger(1, here)
              .shiftRight(rest)
              .equals(new BigInteger(1, there).shiftRight(rest));
    }
  }

  /** All interfaces of this machine. */
  static List<Nic> all() throws IOException {
    List<Nic> nics = new ArrayList<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      byte[] mac = nic.getHardwareAddress();
      nics.add(
          new Nic(
              nic.getName(),
              nic.isLoopback(),
              nic.isUp(),
              mac == null ? null : HexFormat.ofDelimiter(":").formatHex(mac),
              nic.getInterfaceAddresses().stream().map(Nic::network).toList()));
    }
    return nics;
  }

  private static Network network(InterfaceAddress address) {
    return new Network(address.getAddress(), address.getNetworkPrefixLength());
  }

  /** The interface that the default route of IPv4 leaves by; null: there is none. */
  static @Nullable String ofDefaultRoute() throws IOException {
    try {
      return Files.readAllLines(ROUTES).stream()
          .map(line -> line.split("\\s+"))
          .filter(line -> line.length > MASK && isZero(line[DESTINATION]) && isZero(line[MASK]))
          .map(line -> line[0])
          .findFirst()
          .orElse(null);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isZero(String hex) {
    return !hex.isEmpty() && hex.chars().allMatch(digit -> digit == '0');
  }

  /** Whether it has this address. */
  boolean has(InetAddress address) {
    return addresses.stream().anyMatch(network -> network.address().equals(address));
  }

  /** The length of the prefix that it {@linkplain #has has} this address with. */
  int prefix(InetAddress address) {
    return addresses.stream()
        .filter(network -> network.address().equals(address))
        .mapToInt(Network::prefix)
        .findFirst()
        .orElseThrow();
  }

  /** Its addresses of the same family, without this one and what every interface has. */
  List<Network> beside(InetAddress address) {
    return addresses.stream()
        .filter(network -> !network.address().equals(address))
        .filter(network -> !network.address().isLinkLocalAddress())
        .filter(network -> isV6(network.address()) == isV6(address))
        .toList();
  }

  private static boolean isV6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  /** The interface in whose network an address is; of several, the one of the smallest network. */
  static Optional<Nic> inWhoseNetwork(InetAddress address, List<Nic> nics) {
    return nics.stream()
        .filter(nic -> !nic.loopback())
        .filter(nic -> nic.closeness(address) > 0)
        .max(Comparator.comparingInt(nic -> nic.closeness(address)));
  }

  private int closeness(InetAddress address) {
    return beside(address).stream()
        .filter(network -> network.contains(address))
        .mapToInt(Network::prefix)
        .max()
        .orElse(0);
  }
}
