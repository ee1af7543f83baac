package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.host.Nic.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NicTest {

  private static final Nic LO = nic("lo", true, "127.0.0.1/8");

  @Test
  void aNetworkContainsWhatSharesItsPrefix() {
    Network network = network("10.0.1.7/24");

    assertTrue(network.contains(at("10.0.1.200")));
    assertFalse(network.contains(at("10.0.2.7")));
    assertFalse(network.contains(at("::a00:1c8")));
  }

  @Test
  void aPrefixNeedNotEndWithAByte() {
    assertTrue(network("10.0.1.7/20").contains(at("10.0.15.1")));
    assertFalse(network("10.0.1.7/20").contains(at("10.0.16.1")));
  }

  @Test
  void anAddressBelongsToTheInterfaceOfItsNetwork() {
    Nic front = nic("ens5", false, "10.0.1.7/24");
    Nic back = nic("ens6", false, "10.0.2.7/24");

    assertEquals(Optional.of(back), Nic.inWhoseNetwork(at("10.0.2.200"), List.of(LO, front, back)));
  }

  @Test
  void theSmallerOfTwoNetworksWins() {
    Nic wide = nic("ens5", false, "10.0.0.7/16");
    Nic narrow = nic("ens6", false, "10.0.2.7/24");

    assertEquals(Optional.of(narrow), Nic.inWhoseNetwork(at("10.0.2.200"), List.of(narrow, wide)));
  }

  @Test
  void theAddressItselfMakesNoNetwork() {
    Nic left = nic("ens5", false, "10.0.2.200/32");

    assertEquals(Optional.empty(), Nic.inWhoseNetwork(at("10.0.2.200"), List.of(left)));
  }

  @Test
  void loopbackIsNobodysNetwork() {
    assertEquals(Optional.empty(), Nic.inWhoseNetwork(at("127.0.0.2"), List.of(LO)));
  }

  @Test
  void whatEveryInterfaceHasIsNoOtherAddress() {
    Nic nic = nic("ens5", false, "2001:db8::7/64", "fe80::1/64", "10.0.1.7/24");

    assertEquals(List.of(), nic.beside(at("2001:db8::7")));
    assertEquals(List.of(network("10.0.1.7/24")), nic.beside(at("10.0.1.200")));
  }

  private static Nic nic(String name, boolean loopback, String... addresses) {
    return new Nic(
        name, loopback, true, null, Arrays.stream(addresses).map(NicTest::network).toList());
  }

  private static Network network(String text) {
    String[] parts = text.split("/", -1);
    return new Network(at(parts[0]), Integer.parseInt(parts[1]));
  }

  private static InetAddress at(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
