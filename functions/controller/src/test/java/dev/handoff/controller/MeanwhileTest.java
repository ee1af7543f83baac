package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What others do while an evaluation waits for the cloud. */
class MeanwhileTest {

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());
  private final long began = stage.clock.nanos();

  @Test
  void noCallIsMadeForAClusterThatIsHeldByNow() {
    int before = stage.addresses.calls().size();
    stage.node("node-a").leave();

    evaluate(new Meanwhile(() -> commit(record -> record.held(new Hold.AllSilent()))));

    assertEquals(before, stage.addresses.calls().size());
  }

  @Test
  void noCallIsMadeForANodeThatIsForbiddenByNow() {
    int before = stage.addresses.calls().size();
    stage.node("node-a").leave();

    evaluate(
        new Meanwhile(
            () -> commit(r -> r.withNodes(Map.of("node-b", r.node("node-b").withStandby(true))))));

    assertEquals(before, stage.addresses.calls().size());
  }

  @Test
  void noCallIsMadeOnceMaintenanceHasBegun() {
    int before = stage.addresses.calls().size();
    stage.node("node-a").leave();

    evaluate(new Meanwhile(() -> commit(record -> record.withMaintenance(true))));

    assertEquals(before, stage.addresses.calls().size());
  }

  @Test
  void theTimeThatTheCloudTakesIsNoSilenceOfANode() {
    stage.schedule();
    // By the wall clock the beats are old, and every look at the cloud takes longer than a timeout.
    stage.clock.advance(stage.spec.beat().timeout().multipliedBy(2));

    Evaluation evaluation =
        new Evaluation(stage.ports.with(new SlowAddresses(stage.spec.beat().timeout())));
    stage.node("node-a").fail("web", "httpd", false);
    stage.node("node-a").beat();
    evaluation.run(stage.spec.cluster(), Trigger.SCHEDULE);

    assertEquals(List.of(), stage.happenings(Happening.NodeSilent.class));
  }

  @Test
  void aNodeThatSomebodyHearsBetweenTwoLooksThatFindNothingIsNotSilent() {
    NodeSpec node = stage.spec.node("node-b").orElseThrow();
    stage.channel.forget(stage.spec, node);
    Runnable heard =
        () ->
            commit(record ->
                record.withNodes(
                    Map.of(
                        "node-b",
                        record
                            .node("node-b")
                            .sighted(new Sighting("another boot", 1, stage.clock.now())))));

    new Evaluation(with(new Once(heard))).run(stage.spec.cluster(), Trigger.BEAT);

    List<Happening.NodeSilent> silences = stage.happenings(Happening.NodeSilent.class);
    assertTrue(
        stage.clock.nanos() - began >= 2 * stage.spec.beat().timeout().toNanos()
            || silences.isEmpty(),
        "a whole timeout has to pass since then: " + silences);
  }

  private Ports with(Time time) {
    Ports ports = stage.ports;
    return new Ports(
        ports.store(),
        ports.channel(),
        ports.addresses(),
        ports.journal(),
        ports.notifier(),
        ports.fence(),
        ports.fleet(),
        time);
  }

  private void evaluate(Addresses addresses) {
    Outcome outcome =
        new Evaluation(stage.ports.with(addresses)).run(stage.spec.cluster(), Trigger.BEAT);
    assertTrue(outcome instanceof Outcome.Evaluated, outcome::toString);
  }

  private void commit(UnaryOperator<ClusterRecord> change) {
    String cluster = stage.spec.cluster();
    Reading.Found found = (Reading.Found) stage.store.read(cluster);
    stage.store.commit(cluster, found.version(), change.apply(found.record()));
  }

  /** Something happens during the first pause. */
  private final class Once implements Time {

    private @Nullable Runnable what;

    Once(Runnable what) {
      this.what = what;
    }

    @Override
    public Instant now() {
      return stage.clock.now();
    }

    @Override
    public long nanos() {
      return stage.clock.nanos();
    }

    @Override
    public void pause(Duration duration) {
      stage.clock.pause(duration);
      Runnable first = what;
      what = null;
      if (first != null) {
        first.run();
      }
    }
  }

  /** A cloud that answers slowly. */
  private final class SlowAddresses extends Passing {

    private final Duration each;

    SlowAddresses(Duration each) {
      this.each = each;
    }

    @Override
    public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
      stage.clock.advance(each);
      return super.locate(spec, addresses);
    }
  }

  /** Something happens just before the calls are made. */
  private final class Meanwhile extends Passing {

    private final Runnable what;

    Meanwhile(Runnable what) {
      this.what = what;
    }

    @Override
    public List<Moved> move(
        ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
      what.run();
      return super.move(spec, addresses, target, current);
    }
  }

  private class Passing implements Addresses {
    @Override
    public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
      return stage.addresses.locate(spec, addresses);
    }

    @Override
    public List<Moved> move(
        ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
      return stage.addresses.move(spec, addresses, target, current);
    }

    @Override
    public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
      return stage.addresses.release(spec, addresses, current);
    }

    @Override
    public Duration lateBound() {
      return stage.addresses.lateBound();
    }
  }
}
