package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every cloud's addresses must do, for each kind of address that it has. */
public abstract class AddressesContract {

  /** The addresses under test. */
  protected abstract Addresses addresses();

  /** A cluster of nodes {@code n1} and {@code n2} with addresses of every kind, led nowhere yet. */
  protected abstract ClusterSpec spec();

  /** An address of every kind that the cloud does not know. */
  protected abstract List<Address> missing();

  /** Leads an address to something that is no node of the cluster. */
  protected abstract void leadElsewhere(Address address);

  @Test
  void whatLeadsNowhereIsSaidToBeNowhere() {
    assertEquals(places(new Place.Nowhere()), locate());
  }

  @Test
  void everyAddressMovesToTheTarget() {
    assertEquals(accepted(), move("n1"));
    assertEquals(places(new Place.AtNode("n1")), locate());
  }

  @Test
  void everyAddressMovesOnAndBack() {
    bringTo("n1");
    bringTo("n2");
    bringTo("n1");
  }

  @Test
  void movingTwiceIsAsMovingOnce() {
    move("n1");

    assertEquals(accepted(), move("n1"));
    assertEquals(places(new Place.AtNode("n1")), locate());
  }

  @Test
  void whatLeadsToAStrangerIsElsewhereAndIsBroughtBack() {
    all().forEach(this::leadElsewhere);
    for (Located located : locate()) {
      assertInstanceOf(Place.Elsewhere.class, located.place(), located::toString);
    }

    bringTo("n2");
  }

  @Test
  void aNewerEvaluationStopsEveryCall() {
    move("n1");

    List<Moved> results = addresses().move(spec(), all(), node("n2"), () -> false);

    assertEquals(all().stream().map(a -> (Moved) new Moved.NotCurrent(a)).toList(), results);
    assertEquals(places(new Place.AtNode("n1")), locate());
  }

  @Test
  void whatTheCloudDoesNotKnowIsUnreadableAndHidesNobodyElse() {
    move("n1");

    List<Located> located = addresses().locate(spec(), withMissing());

    assertEquals(withMissing(), located.stream().map(Located::address).toList());
    for (Located each : located) {
      if (missing().contains(each.address())) {
        String detail = assertInstanceOf(Place.Unreadable.class, each.place()).detail();
        assertTrue(detail.contains("not found or not permitted"), detail);
      } else {
        assertEquals(new Place.AtNode("n1"), each.place(), each::toString);
      }
    }
  }

  @Test
  void whatTheCloudDoesNotKnowIsRefusedAndHindersNobodyElse() {
    List<Moved> results = addresses().move(spec(), withMissing(), node("n2"), () -> true);

    assertEquals(withMissing(), results.stream().map(Moved::address).toList());
    for (Moved each : results) {
      if (missing().contains(each.address())) {
        assertInstanceOf(Moved.Refused.class, each, each::toString);
      } else {
        assertEquals(new Moved.Accepted(each.address()), each);
      }
    }
    assertEquals(places(new Place.AtNode("n2")), locate());
  }

  @Test
  void whatIsReleasedLeadsNowhere() {
    move("n1");
    bringTo("n2");

    release(all());
    assertEquals(accepted(), release(all()));

    assertEquals(places(new Place.Nowhere()), locate());
  }

  @Test
  void whatLeadsNowhereIsReleasedAlready() {
    assertEquals(accepted(), release(all()));
    assertEquals(places(new Place.Nowhere()), locate());
  }

  @Test
  void whatLeadsToAStrangerIsNotTakenFromHim() {
    all().forEach(this::leadElsewhere);

    assertEquals(accepted(), release(all()));

    for (Located located : locate()) {
      assertInstanceOf(Place.Elsewhere.class, located.place(), located::toString);
    }
  }

  @Test
  void aNewerEvaluationStopsEveryRelease() {
    move("n1");

    List<Moved> results = addresses().release(spec(), all(), () -> false);

    assertEquals(all().stream().map(a -> (Moved) new Moved.NotCurrent(a)).toList(), results);
    assertEquals(places(new Place.AtNode("n1")), locate());
  }

  @Test
  void whatTheCloudDoesNotKnowIsNotReleasedAndHindersNobodyElse() {
    move("n1");

    List<Moved> results = release(withMissing());

    assertEquals(withMissing(), results.stream().map(Moved::address).toList());
    for (Moved each : results) {
      if (missing().contains(each.address())) {
        assertInstanceOf(Moved.Refused.class, each, each::toString);
      } else {
        assertEquals(new Moved.Accepted(each.address()), each);
      }
    }
    assertEquals(places(new Place.Nowhere()), locate());
  }

  @Test
  void movesAtOnceDoNotStandInTheWayOfTheNext() throws Exception {
    List<Callable<List<Moved>>> calls =
        IntStream.range(0, 6)
            .mapToObj(i -> (Callable<List<Moved>>) () -> move(i % 2 == 0 ? "n1" : "n2"))
            .toList();
    Together.run(calls);

    bringTo("n2");
  }

  @Test
  void askingForNothingGivesNothing() {
    assertEquals(List.of(), addresses().locate(spec(), List.of()));
    assertEquals(List.of(), addresses().move(spec(), List.of(), node("n1"), () -> true));
    assertEquals(List.of(), release(List.of()));
  }

  @Test
  void saysHowLateACallMayLand() {
    assertTrue(addresses().lateBound().isPositive());
  }

  /** Moves and looks until all addresses are there, as a handover does; three times suffice. */
  private void bringTo(String node) {
    List<Located> there = places(new Place.AtNode(node));
    for (int i = 0; i < 3 && !locate().equals(there); i++) {
      assertEquals(accepted(), move(node));
    }
    assertEquals(there, locate());
  }

  private List<Address> all() {
    return spec().addresses().toList();
  }

  private List<Address> withMissing() {
    List<Address> mixed = new ArrayList<>(missing());
    mixed.addAll(1, all());
    return mixed;
  }

  private NodeSpec node(String name) {
    return Samples.node(spec(), name);
  }

  private List<Moved> move(String node) {
    return addresses().move(spec(), all(), node(node), () -> true);
  }

  private List<Moved> release(List<Address> addresses) {
    return addresses().release(spec(), addresses, () -> true);
  }

  private List<Located> locate() {
    return addresses().locate(spec(), all());
  }

  private List<Located> places(Place place) {
    return all().stream().map(address -> new Located(address, place)).toList();
  }

  private List<Moved> accepted() {
    return all().stream().map(address -> (Moved) new Moved.Accepted(address)).toList();
  }
}
