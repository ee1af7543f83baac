package dev.handoff.beacon.loop;

import dev.handoff.events.GroupReport;
import dev.handoff.events.Order;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the plan and their services. A new plan keeps the services that it shares with the
 * old one; what it no longer names is stopped in reverse order and then forgotten.
 */
final class Roster {

  private static final Group.Steering RETIRING =
      new Group.Steering(Drive.DOWN, true, false, List.of());

  private SequencedMap<String, ServiceMachine> machines = new LinkedHashMap<>();
  private List<Group> groups = List.of();

  /** What former plans named, until it is down. */
  private List<Group> retired = List.of();

  /** Of every service that ever failed in this boot, also of those that no plan names any more. */
  private final Map<String, FailureRecord> records;

  Roster(Map<String, FailureRecord> records) {
    this.records = new HashMap<>(records);
  }

  /** Takes over a plan. */
  void adopt(Plan plan, long now, Outbox out) {
    Map<String, ServiceMachine> spare = new LinkedHashMap<>(machines);
    retired.forEach(group -> group.members().forEach(m -> spare.put(m.spec().name(), m)));
    List<Group> former = Stream.concat(groups.stream(), retired.stream()).toList();
    machines = new LinkedHashMap<>();
    groups = plan.groups().stream().map(spec -> group(spec, spare, now, out)).toList();
    everyMachine(machine -> machine.faults().startFailureIsFatal(plan.startFailureIsFatal()));
    retired =
        former.stream()
            .map(group -> remainder(group, spare))
            .filter(group -> !group.members().isEmpty())
            .toList();
  }

  /** Takes all steps that the time and the drives allow. */
  void advance(Function<String, Group.Steering> steering, long now, Outbox out) {
    everyMachine(machine -> machine.advance(now, out));
    for (Group group : groups) {
      group.advance(steering.apply(group.spec().name()), now, out);
    }
    for (Group group : retired) {
      group.advance(RETIRING, now, out);
    }
    retired = retired.stream().filter(group -> !allDown(group)).toList();
    // Relearning and new monitors are due at the moment that they were decided on.
    everyMachine(machine -> machine.advance(now, out));
  }

  void everyMachine(Consumer<ServiceMachine> action) {
    machines.values().forEach(action);
    retired.forEach(group -> group.members().forEach(action));
  }

  void forgive(StandingOrders orders) {
    for (Group group : groups) {
      Order order = orders.of(group.spec().name());
      if (order != null) {
        group.members().forEach(m -> m.forgive(order.forgiven().getOrDefault(name(m), 0L)));
      }
    }
  }

  List<Group> groups() {
    return groups;
  }

  /** Whether nothing that has to go down is left, or what is left does not go. */
  boolean isQuiet() {
    return Stream.concat(groups.stream(), retired.stream()).allMatch(Group::isQuiet);
  }

  /** Whether it is known of every service whether it ran when the beacon began. */
  boolean isLearned() {
    return machines.values().stream().allMatch(machine -> machine.phase().isLearned());
  }

  /** The failures of all services that have any. */
  Map<String, FailureRecord> records() {
    everyMachine(machine -> records.put(name(machine), machine.faults().record()));
    records.values().removeIf(FailureRecord.NONE::equals);
    return Map.copyOf(records);
  }

  List<ResourceReport> resourceReports() {
    List<ResourceReport> reports = new ArrayList<>(machines.size());
    machines.values().forEach(machine -> reports.add(machine.report()));
    return reports;
  }

  /** Services that run everywhere, and do. */
  Set<String> serving() {
    return machines.values().stream()
        .filter(machine -> machine.spec().runs() == Service.Runs.EVERYWHERE)
        .map(ServiceMachine::report)
        .filter(report -> report.state() == ResourceReport.State.RUNNING)
        .map(ResourceReport::resource)
        .collect(Collectors.toSet());
  }

  List<GroupReport> groupReports(StandingOrders orders) {
    List<GroupReport> reports = new ArrayList<>(groups.size());
    groups.forEach(group -> reports.add(report(group, orders.of(group.spec().name()))));
    return reports;
  }

  long nextWake(long now) {
    long[] wake = {Nanos.NEVER};
    everyMachine(machine -> wake[0] = Math.min(wake[0], machine.nextWake(now)));
    return wake[0];
  }

  private static GroupReport report(Group group, @Nullable Order order) {
    return new GroupReport(
        group.spec().name(), order == null ? 0 : order.epoch(), group.progress());
  }

  private Group group(GroupSpec spec, Map<String, ServiceMachine> spare, long now, Outbox out) {
    List<ServiceMachine> members = new ArrayList<>();
    for (Service service : spec.services()) {
      ServiceMachine machine = spare.remove(service.name());
      if (machine == null) {
        FailureRecord record = records.getOrDefault(service.name(), FailureRecord.NONE);
        machine = new ServiceMachine(service, record, now);
      } else {
        machine.redefine(service, now, out);
      }
      machines.put(service.name(), machine);
      members.add(machine);
    }
    return new Group(spec, members);
  }

  private static Group remainder(Group group, Map<String, ServiceMachine> spare) {
    return new Group(
        group.spec(),
        group.members().stream()
            .filter(m -> spare.get(name(m)) == m && group.spec().options(name(m)).managed())
            .toList());
  }

  private static boolean allDown(Group group) {
    return group.members().stream().allMatch(ServiceMachine::isDown);
  }

  private static String name(ServiceMachine machine) {
    return machine.spec().name();
  }
}
