package dev.handoff.events.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.GroupSpec.TargetRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes do so that the machine itself knows an address. */
class AddressTest {

  private static final Service HTTPD =
      new Service(
          "httpd",
          new Kind.Systemd("httpd"),
          List.of(Address.LOOK),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Service.Runs.ACTIVE,
          80);

  @Test
  void aPrivateIpWithAPrefixIsPutOnTheOwnersInterface() {
    Service vip = new Address.PrivateIp("vip", "10.0.0.9", 24).onMachine().orElseThrow();

    assertEquals("vip", vip.name());
    assertEquals(new Kind.InterfaceAddress("10.0.0.9", 24, false), vip.kind());
    assertEquals(Service.Runs.ACTIVE, vip.runs());
  }

  @Test
  void aPrivateIpWithoutAPrefixIsLeftToTheMachine() {
    assertTrue(new Address.PrivateIp("vip", "10.0.0.9", null).onMachine().isEmpty());
  }

  @Test
  void theTargetOfARouteIsOnTheLoopbackOfEveryNodeWhereTheSpecSaysSo() {
    Address four = new Address.Route("four", "10.9.0.1/32", List.of("rtb-1"), true);
    Address six = new Address.Route("six", "2001:db8::1/128", List.of("rtb-1"), true);

    assertEquals(Service.Runs.EVERYWHERE, four.onMachine().orElseThrow().runs());
    assertEquals(
        new Kind.InterfaceAddress("10.9.0.1", 32, true), four.onMachine().orElseThrow().kind());
    assertEquals(
        new Kind.InterfaceAddress("2001:db8::1", 128, true), six.onMachine().orElseThrow().kind());
  }

  @Test
  void anElasticIpIsTheCloudsAlone() {
    assertTrue(new Address.ElasticIp("eip", "eipalloc-1", null).onMachine().isEmpty());
  }

  @Test
  void anAddressStartsInItsPlaceAmongTheServices() {
    Address vip = new Address.PrivateIp("vip", "10.0.0.9", 24);
    GroupSpec group =
        new GroupSpec("web", List.of(HTTPD, vip), Meta.DEFAULT, TargetRole.STARTED, true, false);

    assertEquals(List.of(HTTPD, vip.onMachine().orElseThrow()), group.services());
    assertEquals(Duration.ofSeconds(4), group.stopTime());
  }
}
