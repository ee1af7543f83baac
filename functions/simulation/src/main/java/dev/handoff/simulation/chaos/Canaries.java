package dev.handoff.simulation.chaos;

import dev.handoff.controller.Ports;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Breaks ports on purpose. One instance for one world. */
final class Canaries {

  private final Set<Canary> canaries;
  private final Map<String, String> lastLed = new HashMap<>();
  private long looks;

  Canaries(Set<Canary> canaries) {
    this.canaries = canaries;
  }

  boolean has(Canary canary) {
    return canaries.contains(canary);
  }

  Ports tamper(Ports ports) {
    return canaries.isEmpty()
        ? ports
        : new Ports(
            ports.store(),
            has(Canary.FORGETS_ACKS) || has(Canary.DEAD_LOOK_ALIVE)
                ? new LyingChannel(ports.channel())
                : ports.channel(),
            has(Canary.SKIPS_VERIFY) ? new TrustingAddresses(ports.addresses()) : ports.addresses(),
            ports.journal(),
            has(Canary.MUTE_NOTIFIER) ? new MuteNotifier() : ports.notifier(),
            ports.fence(),
            ports.fleet(),
            ports.time());
  }

  private static final class MuteNotifier implements Notifier {
    @Override
    public Delivery send(String topic, Alert alert) {
      return new Delivery.Delivered();
    }
  }

  private final class TrustingAddresses implements Addresses {

    private final Addresses real;

    TrustingAddresses(Addresses real) {
      this.real = real;
    }

    @Override
    public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
      List<Located> located = new ArrayList<>();
      for (Located truly : real.locate(spec, addresses)) {
        String led = lastLed.get(spec.cluster() + truly.address().name());
        located.add(led == null ? truly : new Located(truly.address(), new Place.AtNode(led)));
      }
      return located;
    }

    @Override
    public List<Moved> move(
        ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
      addresses.forEach(address -> lastLed.put(spec.cluster() + address.name(), target.name()));
      return real.move(spec, addresses, target, current);
    }

    @Override
    public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
      addresses.forEach(address -> lastLed.remove(spec.cluster() + address.name()));
      return real.release(spec, addresses, current);
    }

    @Override
    public Duration lateBound() {
      return real.lateBound();
    }
  }

  private final class LyingChannel implements NodeChannel {

    private final NodeChannel real;

    LyingChannel(NodeChannel real) {
      this.real = real;
    }

    @Override
    public Map<String, NodeReading> read(ClusterSpec spec) {
      Map<String, NodeReading> lies = new LinkedHashMap<>();
      real.read(spec)
          .forEach((node, reading) ->
              lies.put(
                  node,
                  reading instanceof NodeReading.Heard heard
                      ? new NodeReading.Heard(lie(heard), heard.orders())
                      : reading));
      return lies;
    }

    private Beat lie(NodeReading.Heard heard) {
      Beat beat = heard.beat();
      return has(Canary.DEAD_LOOK_ALIVE)
          ? with(beat, beat.sequence() + ++looks, beat.groups(), beat.resources())
          : obedient(beat, heard.orders());
    }

    @Override
    public Sent send(ClusterSpec spec, NodeSpec node, Orders orders) {
      return real.send(spec, node, orders);
    }

    @Override
    public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
      return real.publish(spec, node, plan);
    }

    @Override
    public Sent forget(ClusterSpec spec, NodeSpec node) {
      return real.forget(spec, node);
    }

    @Override
    public String key(ClusterSpec spec, NodeSpec node) {
      return real.key(spec, node);
    }
  }

  /** As if the node had already done what it was last told about stopping. */
  private static Beat obedient(Beat beat, @Nullable Orders orders) {
    if (orders == null || orders.orders().stream().noneMatch(o -> o.role() == Role.STANDBY)) {
      return beat;
    }
    UnaryOperator<GroupReport> stopped =
        report ->
            orders
                .of(report.group())
                .filter(order -> order.role() == Role.STANDBY)
                .map(Order::epoch)
                .map(epoch -> new GroupReport(report.group(), epoch, GroupReport.Progress.STANDBY))
                .orElse(report);
    List<ResourceReport> resources =
        beat.resources().stream()
            .map(r ->
                new ResourceReport(
                    r.resource(),
                    ResourceReport.State.STOPPED,
                    r.failures(),
                    r.detail(),
                    r.aftermath()))
            .toList();
    return with(beat, beat.sequence(), beat.groups().stream().map(stopped).toList(), resources);
  }

  private static Beat with(
      Beat beat, long sequence, List<GroupReport> groups, List<ResourceReport> resources) {
    return new Beat(
        beat.cluster(),
        beat.node(),
        beat.boot(),
        sequence,
        beat.uptime(),
        beat.sent(),
        beat.urgent(),
        beat.leaving(),
        beat.planVersion(),
        groups,
        resources,
        beat.attributes(),
        beat.missed());
  }
}
