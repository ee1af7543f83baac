package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.console.status.Row.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the addresses and services of groups are. */
final class MemberText {

  private static final Set<String> THERE = Set.of("running", "starting", "stopping");

  private final ClusterView view;

  MemberText(ClusterView view) {
    this.view = view;
  }

  /** Where a member is, and what it is. */
  String words(GroupView group, String name) {
    Optional<AddressView> address = address(name);
    if (address.isPresent()) {
      AddressView found = address.get();
      String url = found.url() == null ? "" : "  " + found.url();
      return "%s  (%s)%s%s".formatted(found.place(), found.kind(), url, onMachine(group, name));
    }
    List<ServiceView> all = services(group, name);
    String kind = all.stream().map(ServiceView::kind).findFirst().orElse("");
    return "%s  (%s)".formatted(whereabouts(group, all), kind);
  }

  /** How well a member is: an address at the owner, a service that runs there. */
  Mark mark(GroupView group, String name) {
    String owner = group.owner();
    if (owner == null) {
      return Mark.NONE;
    }
    boolean active = group.state().equals("active");
    Optional<AddressView> address = address(name);
    if (address.isPresent()) {
      boolean there = owner.equals(address.get().node());
      boolean asked = !address.get().place().startsWith("not known");
      return there ? Mark.WELL : active ? (asked ? Mark.BROKEN : Mark.LOOK) : Mark.MOVING;
    }
    String state =
        services(group, name).stream()
            .filter(s -> s.node().equals(owner))
            .map(ServiceView::state)
            .findFirst()
            .orElse("stopped");
    return switch (state) {
      case "running" -> Mark.WELL;
      case "failed" -> Mark.BROKEN;
      case "starting", "stopping" -> Mark.MOVING;
      default -> active ? Mark.LOOK : Mark.NONE;
    };
  }

  private Optional<AddressView> address(String name) {
    return view.addresses().stream().filter(a -> a.name().equals(name)).findFirst();
  }

  private static List<ServiceView> services(GroupView group, String name) {
    return group.services().stream().filter(s -> s.name().equals(name)).toList();
  }

  /** An address that leads to the owner, which has not put it on its interface. */
  private static String onMachine(GroupView group, String address) {
    return group.services().stream()
        .filter(s -> s.name().equals(address) && s.node().equals(group.owner()))
        .filter(s -> !s.state().equals("running"))
        .map(s -> "  on the interface: " + s.state())
        .findFirst()
        .orElse("");
  }

  /** Where a service is; where it is not but should be, what is wrong. */
  private String whereabouts(GroupView group, List<ServiceView> all) {
    Map<String, List<String>> nodes = new TreeMap<>();
    all.stream()
        .filter(s -> THERE.contains(s.state()) || isUnknown(s))
        .forEach(s -> nodes.computeIfAbsent(s.state(), key -> new ArrayList<>()).add(s.node()));
    String there =
        nodes.entrySet().stream()
            .map(state -> state.getKey() + " on " + String.join(", ", state.getValue()))
            .collect(Collectors.joining("; "));
    return !there.isEmpty()
        ? there
        : all.stream()
            .filter(s -> s.node().equals(group.owner()) && s.state().equals("failed"))
            .map(s -> "FAILED on " + s.node())
            .findFirst()
            .orElse("stopped");
  }

  /** A node that is gone tells nothing about its services, which is no news. */
  boolean isUnknown(ServiceView service) {
    return service.state().equals("unknown")
        && view.nodes().stream()
            .anyMatch(n -> n.name().equals(service.node()) && n.presence().equals("present"));
  }
}
