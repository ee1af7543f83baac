package dev.handoff.console.dashboard;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What somebody who has just been woken up has to know first.
 *
 * @param tone how bad it is
 * @param title one short sentence
 * @param notes what else is not as it should be, and how much more can fail; a sentence each
 */
record Headline(Tone tone, String title, List<String> notes) {

  Headline {
    notes = List.copyOf(notes);
  }

  /** From the best to the worst. */
  enum Tone {
    GOOD,
    /** It is served, and less can fail than is wished for. */
    WEAKENED,
    MOVING,
    BAD
  }

  /** The headline of a cluster. */
  static Headline of(ClusterView view) {
    List<String> bad = new ArrayList<>();
    List<String> moving = new ArrayList<>();
    if (view.hold() != null) {
      bad.add("Nothing is moved: " + view.hold() + ".");
    }
    for (GroupView group : view.groups()) {
      switch (group.state()) {
        case "stopped" -> bad.add(group.name() + " is not served" + why(group));
        case "held" -> bad.add(group.name() + " is on hold" + why(group));
        case "partial" ->
            bad.add(
                group.name()
                    + (runs(group) ? " runs only in part" : " is not served")
                    + why(group));
        case "moving" ->
            moving.add(group.name() + " is on its way to " + group.owner() + why(group));
        default -> {}
      }
    }
    astray(view).forEach(bad::add);
    List<String> weak = weaknesses(view);
    List<String> all = new ArrayList<>(bad);
    all.addAll(moving);
    all.addAll(weak);
    Tone tone =
        !bad.isEmpty()
            ? Tone.BAD
            : !moving.isEmpty() ? Tone.MOVING : weak.isEmpty() ? Tone.GOOD : Tone.WEAKENED;
    return switch (tone) {
      case BAD, MOVING -> new Headline(tone, all.getFirst(), rest(all, view));
      case WEAKENED, GOOD -> new Headline(tone, served(view), all(weak, view));
    };
  }

  private static boolean runs(GroupView group) {
    return group.services().stream()
        .anyMatch(s -> s.node().equals(group.owner()) && s.state().equals("running"));
  }

  private static String why(GroupView group) {
    return group.detail() == null ? "." : ": " + group.detail() + ".";
  }

  private static List<String> rest(List<String> all, ClusterView view) {
    return all(all.subList(1, all.size()), view);
  }

  private static List<String> all(List<String> notes, ClusterView view) {
    List<String> with = new ArrayList<>(notes);
    with.add(spare(view));
    return with;
  }

  private static String served(ClusterView view) {
    List<GroupView> active = view.groups().stream().filter(group -> group.owner() != null).toList();
    return active.isEmpty()
        ? "There is nothing to serve yet."
        : active.stream()
            .map(group -> group.name() + " is served by " + group.owner())
            .collect(Collectors.joining(", ", "", "."));
  }

  /** Addresses of settled groups that the cloud leads elsewhere. */
  private static List<String> astray(ClusterView view) {
    return view.groups().stream()
        .filter(group -> group.state().equals("active"))
        .flatMap(group ->
            view.addresses().stream()
                .filter(address -> group.members().contains(address.name()))
                .filter(address -> isKnown(address))
                .filter(address -> !Objects.equals(address.node(), group.owner()))
                .map(address -> address.name() + " is " + address.place() + "."))
        .toList();
  }

  private static boolean isKnown(AddressView address) {
    return !address.place().startsWith("not known");
  }

  private static List<String> weaknesses(ClusterView view) {
    List<String> weak = new ArrayList<>();
    if (view.closing() != null) {
      weak.add("The cluster is being destroyed: " + view.closing() + ".");
    }
    if (view.maintenance()) {
      weak.add("Maintenance is on: nothing is moved, started or stopped.");
    }
    for (NodeView node : view.nodes()) {
      switch (node.presence()) {
        case "silent" -> weak.add(node.name() + " is silent: no sign of life.");
        case "left" -> weak.add(node.name() + " was shut down.");
        case "unseen" -> weak.add(node.name() + " has never been heard of.");
        default -> {
          if (node.standby()) {
            weak.add(node.name() + " is on standby.");
          }
        }
      }
    }
    for (GroupView group : view.groups()) {
      group.services().stream()
          .filter(service -> service.failCount() > 0)
          .forEach(service -> weak.add(failed(service)));
    }
    return weak;
  }

  private static String failed(ServiceView service) {
    String forgive = "'handoff cleanup %s %s'".formatted(service.name(), service.node());
    return Standing.isExhausted(service)
        ? "%s failed on %s and may not run there until %s."
            .formatted(service.name(), service.node(), forgive)
        : "%s has failed on %s, %d of %s; %s forgives it."
            .formatted(
                service.name(), service.node(), service.failCount(), service.threshold(), forgive);
  }

  /** How many more nodes can be lost, of the group that can bear the least. */
  private static String spare(ClusterView view) {
    long online = view.nodes().stream().filter(Standing::isOnline).count();
    String nodes = "%d of %d nodes are online".formatted(online, view.nodes().size());
    List<Standing> standings = Standing.of(view);
    long least =
        view.groups().stream()
            .mapToLong(g -> standings.stream().filter(s -> s.takes().contains(g.name())).count())
            .min()
            .orElse(0);
    return nodes
        + (least == 0
            ? "; no other node could take over."
            : least == 1 ? "; one more may fail." : "; %d more may fail.".formatted(least));
  }
}
