package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.aws.local.FaultyFront.Fault;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What moto cannot do wrong by itself, done by a {@link FaultyFront} before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests, or all are skipped
class Ec2FaultsTest {

  private static final Limits BRIEF =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  private FaultyFront front;
  private Ec2World world;
  private Ec2Query query;
  private Ec2Addresses addresses;

  @BeforeAll
  void start() {
    URI behind = AwsServer.require();
    front = FaultyFront.before(behind);
    world = new Ec2World(behind);
    query =
        new Ec2Query(
            Ec2World.settings(front.endpoint()), DynamoDbLocalServer.CREDENTIALS, BRIEF.attempt());
    addresses = new Ec2Addresses(query, BRIEF, new SystemTime());
  }

  @BeforeEach
  void heal() {
    front.heal();
  }

  @AfterAll
  void stop() {
    if (front != null) {
      query.close();
      world.close();
      front.close();
    }
  }

  @Test
  void aThrottledMoveIsRepeatedUntilItIsTaken() {
    elsewhere();
    front.next("AssociateAddress", Fault.THROTTLE, Fault.THROTTLE);

    assertEquals(new Moved.Accepted(world.eip()), move(world.eip()));
    assertEquals(3, front.calls("AssociateAddress").size());
    assertEquals(eniOf("n1"), world.interfaceOfElasticIp());
  }

  @Test
  void anEndlesslyThrottledMoveIsUnknownAndNotRefused() {
    elsewhere();
    front.always("AssociateAddress", Fault.THROTTLE);

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(world.eip()));

    assertTrue(unknown.detail().contains("RequestLimitExceeded"), unknown.detail());
    assertTrue(front.calls("AssociateAddress").size() > 1);
  }

  @Test
  void aMoveWhoseReplyIsAlwaysLostIsReadBack() {
    elsewhere();
    front.always("AssociateAddress", Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(world.eip()), move(world.eip()));
  }

  @Test
  void aMoveThatNobodyAnswersIsUnknown() {
    elsewhere();
    front.always("AssociateAddress", Fault.HANG);

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(world.eip()));

    assertTrue(unknown.detail().contains("no answer within"), unknown.detail());
    assertEquals(world.stranger, world.interfaceOfElasticIp());
  }

  @Test
  void anAnswerThatIsNoXmlIsNoAnswer() {
    elsewhere();
    front.next("AssociateAddress", Fault.GARBAGE);

    assertEquals(new Moved.Accepted(world.eip()), move(world.eip()));
    assertEquals(2, front.calls("AssociateAddress").size());
  }

  @Test
  void aForbiddenMoveIsRefusedAtOnceAndSaysSo() {
    elsewhere();
    front.always("AssociateAddress", Fault.FORBID);

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(world.eip()));

    assertTrue(refused.detail().contains("UnauthorizedOperation"), refused.detail());
    assertTrue(refused.detail().contains("not permitted"), refused.detail());
    assertEquals(1, front.calls("AssociateAddress").size());
  }

  @Test
  void whatIsThereAlreadyIsNotAskedForAgain() {
    move(world.eip());
    front.heal();

    assertEquals(new Moved.Accepted(world.eip()), move(world.eip()));
    assertEquals(List.of(), front.calls("AssociateAddress"));
  }

  @Test
  void aMoveDoesNotNeedToReadFirst() {
    elsewhere();
    front.always("DescribeAddresses", Fault.FORBID);

    assertEquals(new Moved.Accepted(world.eip()), move(world.eip()));
    assertEquals(eniOf("n1"), world.interfaceOfElasticIp());
  }

  @Test
  void theCallNamesTheInterfaceAndAllowsReassociation() {
    elsewhere();
    Address.ElasticIp bound = new Address.ElasticIp("bound", world.allocation, "10.0.0.77");

    move(bound);

    String body = front.calls("AssociateAddress").getFirst().body();
    assertTrue(body.contains("NetworkInterfaceId=" + eniOf("n1")), body);
    assertTrue(body.contains("AllowReassociation=true"), body);
    assertTrue(body.contains("PrivateIpAddress=10.0.0.77"), body);
    assertFalse(body.contains("InstanceId"), body);
  }

  @Test
  void aNewerEvaluationStopsTheRepetitions() {
    elsewhere();
    front.always("AssociateAddress", Fault.THROTTLE);
    AtomicInteger asked = new AtomicInteger();

    Moved result =
        addresses
            .move(world.spec, List.of(world.eip()), node("n1"), () -> asked.incrementAndGet() < 4)
            .getFirst();

    assertEquals(new Moved.NotCurrent(world.eip()), result);
    assertEquals(2, front.calls("AssociateAddress").size());
  }

  @Test
  void whereNobodyKnowsWhoIsCurrentNoCallIsMade() {
    elsewhere();

    Moved result =
        addresses
            .move(
                world.spec,
                List.of(world.eip()),
                node("n1"),
                () -> {
                  throw new CloudUnavailable("the store is away", new IllegalStateException());
                })
            .getFirst();

    assertInstanceOf(Moved.Unknown.class, result);
    assertEquals(List.of(), front.calls("AssociateAddress"));
  }

  @Test
  void eachTableIsAttemptedAndNamed() {
    Address.Route half =
        new Address.Route(
            "half", "192.168.7.1/32", List.of(world.tables.get(0), "rtb-0", world.tables.get(1)));

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(half));

    assertTrue(refused.detail().contains(world.tables.get(0) + ": done"), refused.detail());
    assertTrue(refused.detail().contains(world.tables.get(1) + ": done"), refused.detail());
    assertTrue(refused.detail().contains("rtb-0: ReplaceRoute: InvalidRouteTableID.NotFound"));
  }

  @Test
  void aRouteBetweenTwoPlacesIsElsewhereAndSaysWhere() {
    Address.Route both = new Address.Route("both", "192.168.8.1/32", world.tables);
    Address.Route one =
        new Address.Route("one", "192.168.8.1/32", List.of(world.tables.getFirst()));
    move(one);

    Place place = addresses.locate(world.spec, List.of(both)).getFirst().place();

    String detail = assertInstanceOf(Place.Elsewhere.class, place).detail();
    assertEquals(world.tables.get(0) + " to n1, " + world.tables.get(1) + " to nothing", detail);
  }

  @Test
  void aRouteIsCreatedWhereItIsNotThereEvenUnread() {
    front.always("DescribeRouteTables", Fault.FORBID);
    Address.Route route = new Address.Route("new", "192.168.9.1/32", world.tables);

    assertEquals(new Moved.Accepted(route), move(route));

    front.heal();
    assertEquals(
        new Place.AtNode("n1"), addresses.locate(world.spec, List.of(route)).getFirst().place());
  }

  @Test
  void aRouteWhoseReplyIsAlwaysLostIsReadBack() {
    Address.Route route = new Address.Route("lost", "192.168.10.1/32", world.tables);
    front.always("CreateRoute", Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(route), move(route));
  }

  @Test
  void routesNameTheirDestinationByItsKind() {
    // moto cannot replace a route by prefix list, so only the request is looked at.
    for (Map.Entry<String, String> kind :
        Map.of(
                "pl-0123", "DestinationPrefixListId=pl-0123",
                "2001:db8::/64", "DestinationIpv6CidrBlock=2001%3Adb8%3A%3A%2F64",
                "10.8.0.0/16", "DestinationCidrBlock=10.8.0.0%2F16")
            .entrySet()) {
      front.heal();
      front.always("CreateRoute", Fault.FORBID);

      move(new Address.Route("r", kind.getKey(), List.of(world.tables.getFirst())));

      String body = front.calls("CreateRoute").getFirst().body();
      assertTrue(body.contains(kind.getValue()), body);
      assertTrue(body.contains("NetworkInterfaceId=" + eniOf("n1")), body);
    }
  }

  @Test
  void aPrivateIpMovesByOneCallThatAllowsReassignment() {
    move(world.privateIp());

    String body = front.calls("AssignPrivateIpAddresses").getFirst().body();
    assertTrue(body.contains("AllowReassignment=true"), body);
    assertTrue(body.contains("PrivateIpAddress.1=" + world.privateIp().address()), body);
    assertEquals(List.of(), front.calls("UnassignPrivateIpAddresses"));
  }

  @Test
  void anIpv6AddressIsTakenFromItsHolderFirst() {
    Address.PrivateIp v6 = new Address.PrivateIp("v6", "2001:db8::200", null);
    world.call(
        "AssignIpv6Addresses",
        Map.of("NetworkInterfaceId", eniOf("n2"), "Ipv6Addresses.1", v6.address()));
    assertEquals(
        new Place.AtNode("n2"), addresses.locate(world.spec, List.of(v6)).getFirst().place());

    assertEquals(new Moved.Accepted(v6), move(v6));

    assertEquals(1, front.calls("UnassignIpv6Addresses").size());
    assertEquals(
        new Place.AtNode("n1"), addresses.locate(world.spec, List.of(v6)).getFirst().place());
  }

  @Test
  void aNodeWithoutInterfaceIsRefusedInWords() {
    NodeSpec bare = new NodeSpec("bare", "i-1", null, Map.of());

    Moved result = addresses.move(world.spec, List.of(world.eip()), bare, () -> true).getFirst();

    assertTrue(assertInstanceOf(Moved.Refused.class, result).detail().contains("interface"));
  }

  @Test
  void anAddressOfAnotherCloudIsRefusedAndUnreadable() {
    Address foreign = new Address.PublicIp("pub", "ocid1.publicip", "ocid1.privateip");

    assertInstanceOf(Moved.Refused.class, move(foreign));
    assertInstanceOf(
        Place.Unreadable.class, addresses.locate(world.spec, List.of(foreign)).getFirst().place());
  }

  @Test
  void placesAreUnreadableWhenEc2Refuses() {
    List.of("DescribeAddresses", "DescribeRouteTables", "DescribeNetworkInterfaces")
        .forEach(action -> front.always(action, Fault.FORBID));
    ClusterSpec spec = world.spec;

    addresses
        .locate(spec, spec.addresses().toList())
        .forEach(located -> assertInstanceOf(Place.Unreadable.class, located.place()));
  }

  @Test
  void manyAddressesAreLocatedByOneCallOfEachKind() {
    List<Address> many =
        IntStream.range(0, 150)
            .<Address>mapToObj(i -> new Address.ElasticIp("e" + i, "eipalloc-" + i, null))
            .toList();

    assertEquals(150, addresses.locate(world.spec, many).size());
    assertEquals(1, front.calls("DescribeAddresses").size());
  }

  private void elsewhere() {
    world.leadElsewhere(world.eip());
  }

  private Moved move(Address address) {
    return addresses.move(world.spec, List.of(address), node("n1"), () -> true).getFirst();
  }

  private NodeSpec node(String name) {
    return Samples.node(world.spec, name);
  }

  private String eniOf(String name) {
    return String.valueOf(node(name).networkInterface());
  }
}
