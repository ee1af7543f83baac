package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.oci.local.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteFaultsTest extends OciFaults {

  private static final String TABLES = "routeTables";
  private static final String OTHERS =
      "{\"destination\":\"172.16.0.0/12\",\"destinationType\":\"CIDR_BLOCK\","
          + "\"networkEntityId\":\"ocid1.drg.oc1.local.1\",\"routeType\":\"STATIC\"}";

  /** What the rules of other people are after a change: the deprecated name is dropped. */
  private static final String GATEWAY_AS_PUT =
      "{\"destination\":\"0.0.0.0/0\",\"destinationType\":\"CIDR_BLOCK\","
          + "\"networkEntityId\":\"ocid1.internetgateway.oc1.local.1\",\"description\":\"out\","
          + "\"routeType\":\"STATIC\"}";

  private String first() {
    return world.tables.getFirst();
  }

  private Address.Route route(String destination, String... tables) {
    return new Address.Route("r", destination, List.of(tables));
  }

  private String lead(String vnic) {
    return world.rule(world.route(), vnic);
  }

  private String added(String destination, String vnic) {
    return "{\"destination\":\"%s\",\"destinationType\":\"CIDR_BLOCK\",\"networkEntityId\":\"%s\"}"
        .formatted(destination, world.vcn.primaryIp(vnic));
  }

  @Test
  void allOtherRulesStayAsTheyWere() {
    move(world.route(), "n1");

    assertEquals(
        List.of(
            GATEWAY_AS_PUT, OciWorld.SERVICE_RULE, added(world.route().destination(), world.n1)),
        world.vcn.rules(first()));
  }

  @Test
  void aRuleThatIsThereIsLedElsewhereAndKeepsItsPlace() {
    world.vcn.putRules(first(), OTHERS, lead(world.n1), OciWorld.SERVICE_RULE);

    move(route(world.route().destination(), first()), "n2");

    assertEquals(List.of(OTHERS, lead(world.n2), OciWorld.SERVICE_RULE), world.vcn.rules(first()));
  }

  @Test
  void aRuleThatSomebodyAddsMeanwhileStays() {
    next("PUT", TABLES, new Fault.Meanwhile(() -> world.vcn.putRules(first(), OTHERS)));
    Address.Route route = route(world.route().destination(), first());

    assertEquals(new Moved.Accepted(route), move(route, "n1"));

    assertEquals(List.of(OTHERS, added(route.destination(), world.n1)), world.vcn.rules(first()));
    assertEquals(2, count("PUT", TABLES));
  }

  @Test
  void endlessConflictsOfEtagsAreUnknownAndNameTheTable() {
    always("PUT", TABLES, new Fault.Meanwhile(() -> world.vcn.putRules(first(), OTHERS)));
    Address.Route route = route("10.7.0.0/16", first());

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(route, "n1"));

    assertTrue(unknown.detail().contains(first() + ": UpdateRouteTable: NoEtagMatch"));
  }

  @Test
  void whatIsThereAlreadyIsNotPutAgain() {
    move(world.route(), "n1");
    world.server.faults().heal();

    assertEquals(new Moved.Accepted(world.route()), move(world.route(), "n1"));
    assertEquals(0, count("PUT", TABLES));
  }

  @Test
  void aVnicThatChecksSourceAndDestinationIsRefusedWithTheRemedy() {
    world.vcn.check(world.n1, true);

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(world.route(), "n1"));

    assertTrue(refused.detail().contains("source/destination check is on"), refused.detail());
    assertTrue(
        refused.detail().contains("--vnic-id " + world.n1 + " --skip-source-dest-check true"));
    assertEquals(0, count("PUT", TABLES));
  }

  @Test
  void aCheckThatCannotBeSeenDoesNotStandInTheWay() {
    always("GET", "vnics", Fault.FORBID);

    assertEquals(new Moved.Accepted(world.route()), move(world.route(), "n1"));
  }

  @Test
  void eachTableIsAttemptedAndNamed() {
    String gone = "ocid1.routetable.oc1.local.none";
    Address.Route half = route("10.7.0.0/16", first(), gone, world.tables.get(1));

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(half, "n1"));

    assertTrue(refused.detail().contains(first() + ": done"), refused.detail());
    assertTrue(refused.detail().contains(world.tables.get(1) + ": done"), refused.detail());
    assertTrue(refused.detail().contains(gone + ": GetRouteTable: NotAuthorizedOrNotFound"));
  }

  @Test
  void aRouteBetweenTwoPlacesIsElsewhereAndSaysWhere() {
    world.vcn.putRules(first(), lead(world.n1));

    Place.Elsewhere elsewhere = assertInstanceOf(Place.Elsewhere.class, place(world.route()));

    assertEquals(first() + " to n1, " + world.tables.get(1) + " to nothing", elsewhere.detail());
  }

  @Test
  void aRouteIntoABlackHoleIsElsewhereAndIsMoved() {
    String gone =
        lead(world.n1).replace(world.vcn.primaryIp(world.n1), "ocid1.privateip.oc1.local.none");
    world.tables.forEach(table -> world.vcn.putRules(table, gone));

    Place.Elsewhere elsewhere = assertInstanceOf(Place.Elsewhere.class, place(world.route()));
    assertTrue(elsewhere.detail().contains("not found or not permitted"), elsewhere.detail());

    assertEquals(new Moved.Accepted(world.route()), move(world.route(), "n2"));
    assertEquals(new Place.AtNode("n2"), place(world.route()));
  }

  @Test
  void aRuleThatThisVersionDoesNotKnowIsNotDestroyed() {
    String future = OTHERS.replace("CIDR_BLOCK", "NETWORK_SECURITY_GROUP");
    world.vcn.putRules(first(), future, lead(world.n1));
    Address.Route route = route(world.route().destination(), first());

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(route, "n2"));

    assertTrue(refused.detail().contains("172.16.0.0/12"), refused.detail());
    assertEquals(List.of(future, lead(world.n1)), world.vcn.rules(first()));
    assertEquals(new Moved.Accepted(route), move(route, "n1"), "nothing is to be put");
  }

  @Test
  void aRuleThatOciItselfHasAddedIsNotTaken() {
    String local = lead(world.n1).replace("STATIC", "LOCAL");
    world.vcn.putRules(first(), local);

    assertEquals(new Place.Nowhere(), place(route(world.route().destination(), first())));
  }

  @Test
  void anIpv6RouteIsRefusedInWords() {
    Moved.Refused refused =
        assertInstanceOf(Moved.Refused.class, move(route("2001:db8::/64", first()), "n1"));

    assertTrue(refused.detail().contains("gateways"), refused.detail());
    assertEquals(0, count("PUT", TABLES));
  }

  @Test
  void routesOfOneTableDoNotSendEachOtherRound() {
    List<Address> many = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      many.add(new Address.Route("r" + i, "10." + i + ".0.0/16", List.of(first())));
    }

    List<Moved> moved = addresses.move(world.spec, many, world.node("n1"), () -> true);

    assertEquals(many.stream().map(each -> (Moved) new Moved.Accepted(each)).toList(), moved);
    assertEquals(10, world.vcn.rules(first()).size());
    assertEquals(8, count("PUT", TABLES));
  }

  @Test
  void whatIsTurnedAwayForTheMomentIsRepeated() {
    next("PUT", TABLES, Fault.THROTTLE, Fault.CONFLICT, Fault.SERVER_ERROR);

    assertEquals(new Moved.Accepted(world.route()), move(world.route(), "n1"));
  }

  @Test
  void aMoveWhoseRepliesAreLostIsReadBack() {
    always("PUT", TABLES, Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(world.route()), move(world.route(), "n1"));
    assertEquals(new Place.AtNode("n1"), place(world.route()));
  }

  @Test
  void aMoveThatNobodyAnswersIsUnknown() {
    // One attempt, because each takes as long as the client waits.
    addresses = world.addresses(HASTY);
    always("PUT", TABLES, Fault.HANG);

    assertInstanceOf(Moved.Unknown.class, move(world.route(), "n1"));
  }

  @Test
  void aReleaseTakesAwayItsOwnRuleOnly() {
    move(world.route(), "n1");

    assertEquals(new Moved.Accepted(world.route()), release(world.route()));

    assertEquals(List.of(GATEWAY_AS_PUT, OciWorld.SERVICE_RULE), world.vcn.rules(first()));
    assertEquals(List.of(), world.vcn.rules(world.tables.get(1)));
  }

  @Test
  void aRuleThatSomebodyLeadsElsewhereWhileItIsReleasedStays() {
    Address.Route route = route(world.route().destination(), first());
    move(route, "n1");
    next(
        "PUT",
        TABLES,
        new Fault.Meanwhile(() -> world.vcn.putRules(first(), lead(world.stranger))));

    assertEquals(new Moved.Accepted(route), release(route));
    assertEquals(List.of(lead(world.stranger)), world.vcn.rules(first()));
  }
}
