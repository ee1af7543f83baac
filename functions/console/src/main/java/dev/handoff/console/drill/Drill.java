package dev.handoff.console.drill;

import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rehearses a failover on purpose: looks first whether it can go well, moves the group, and waits
 * until it serves. It takes the way of {@code handoff move}, so that nothing is broken for it.
 */
public final class Drill {

  private static final Duration PACE = Duration.ofMillis(200);

  /** The drill's wish ends by itself after this, should nobody be left to take it back. */
  public static final Duration LASTS = Duration.ofMinutes(10);

  private static final Lifetime WISH = Lifetime.of(LASTS);

  /** A handover and what follows it leave fewer entries than this. */
  private static final int ENTRIES = 50;

  private final Contact contact;
  private final Time time;

  /**
   * @param time for the pauses between two looks
   */
  public Drill(Contact contact, Time time) {
    this.contact = contact;
    this.time = time;
  }

  /**
   * What is to be rehearsed.
   *
   * @param epoch which the move has to exceed
   * @param nodes how many are online
   * @param url where the lab serves an address of the group; null: outside of a lab
   * @param kept an operator's wish for the group to be where it is, which is to be in force again
   *     in the end; null: there is none
   */
  public record Exercise(
      String group,
      String from,
      String to,
      long epoch,
      int nodes,
      @Nullable URI url,
      @Nullable Bias kept) {}

  /**
   * Looks whether the drill can go well. Nothing is changed.
   *
   * @param named a group, or a resource of it
   * @param node where it is to go; null: to any that could take it
   * @throws Failure if it should not be begun; the message says each reason
   */
  public Exercise check(String named, @Nullable String node) throws Failure {
    ClusterView view = contact.status();
    ClusterRecord record = contact.record();
    GroupView group = group(view, record.spec(), named);
    List<Bias> wishes = wishes(record, group.name());
    List<String> reasons = new ArrayList<>(troubles(view, group));
    wishes.stream()
        .filter(wish -> !wish.isOn(String.valueOf(group.owner())))
        .forEach(wish ->
            reasons.add(
                "somebody has moved it to %s ('%s' takes that back)"
                    .formatted(wish.node(), wish.lift())));
    String to = node == null && !group.reserve().isEmpty() ? group.reserve().getFirst() : node;
    if (to == null) {
      reasons.add("no other node could take " + group.name() + barred(group));
    } else if (to.equals(group.owner())) {
      reasons.add(group.name() + " is on " + to + " already");
    } else if (!group.reserve().contains(to)) {
      reasons.add(to + " could not take " + group.name() + barred(group, to));
    }
    if (!reasons.isEmpty()) {
      throw new Failure("no drill, and nothing was changed: " + String.join("; ", reasons), true);
    }
    int online = (int) view.nodes().stream().filter(n -> n.presence().equals("present")).count();
    return new Exercise(
        group.name(),
        Objects.requireNonNull(group.owner()),
        Objects.requireNonNull(to),
        group.epoch(),
        online,
        url(view, group),
        wishes.isEmpty() ? null : wishes.getFirst());
  }

  /** The moves in force, which a drill's own would replace. */
  private List<Bias> wishes(ClusterRecord record, String group) {
    return record.biases().stream()
        .filter(bias -> bias.group().equals(group) && !bias.isOver(time.now()))
        .filter(bias -> bias.kind() == Bias.Kind.PREFER || bias.kind() == Bias.Kind.MOVE)
        .toList();
  }

  private static GroupView group(ClusterView view, ClusterSpec spec, String named) throws Failure {
    String name =
        spec.groupOf(named)
            .orElseThrow(() -> new Failure("there is no group or resource '" + named + "'", true))
            .name();
    return view.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Failure("there is no group '" + name + "'", true));
  }

  /** A drill must not make worse what is not well. */
  private static List<String> troubles(ClusterView view, GroupView group) {
    List<String> troubles = new ArrayList<>();
    if (view.maintenance()) {
      troubles.add("maintenance is on ('handoff maintenance off' ends it)");
    }
    if (view.hold() != null) {
      troubles.add("the cluster is on hold: " + view.hold());
    }
    if (!group.state().equals("active") || group.owner() == null) {
      troubles.add(group.name() + " is " + group.state() + ", not active");
    }
    view.nodes().stream()
        .filter(node -> node.presence().equals("silent"))
        .map(NodeView::name)
        .forEach(node -> troubles.add(node + " is silent"));
    return troubles;
  }

  private static String barred(GroupView group) {
    List<String> why = group.barred().stream().map(bar -> bar.node() + ": " + bar.why()).toList();
    return why.isEmpty() ? "" : " (" + String.join("; ", why) + ")";
  }

  private static String barred(GroupView group, String node) {
    return group.barred().stream()
        .filter(bar -> bar.node().equals(node))
        .map(BarView::why)
        .findFirst()
        .map(why -> ": " + why)
        .orElse(": there is no such node beside its owner");
  }

  private static @Nullable URI url(ClusterView view, GroupView group) {
    return view.addresses().stream()
        .filter(address -> group.members().contains(address.name()))
        .map(AddressView::url)
        .filter(Objects::nonNull)
        .map(URI::create)
        .findFirst()
        .orElse(null);
  }

  /**
   * Moves the group, and waits until it serves.
   *
   * @param within how long it may take
   * @return what the journal says of it
   * @throws Failure if it did not come about
   */
  public Happening.OwnerChanged move(Exercise exercise, Duration within) throws Failure {
    return move(exercise.group(), exercise.to(), WISH, exercise.epoch(), within);
  }

  /**
   * Moves the group back, waits until it serves, and leaves no more wishes than there were.
   *
   * @param there how it had come about
   * @param within how long it may take
   * @return what the journal says of it
   * @throws Failure if it did not come about
   */
  public Happening.OwnerChanged moveBack(
      Exercise exercise, Happening.OwnerChanged there, Duration within) throws Failure {
    Bias kept = exercise.kept();
    Instant now = time.now();
    if (kept != null && !kept.isOver(now)) {
      return move(exercise.group(), exercise.from(), left(kept, now), there.epoch(), within);
    }
    Happening.OwnerChanged back =
        move(exercise.group(), exercise.from(), WISH, there.epoch(), within);
    // Of this node only: what bars the group from others is none of the drill's.
    contact.operate(new OperatorCommand.Clear(exercise.group(), exercise.from()));
    return back;
  }

  private static Lifetime left(Bias wish, Instant now) {
    return wish.until() == null
        ? Lifetime.FOREVER
        : Lifetime.of(Duration.between(now, wish.until()));
  }

  private Happening.OwnerChanged move(
      String group, String to, Lifetime wish, long former, Duration within) throws Failure {
    contact.operate(new OperatorCommand.Move(group, to, wish));
    long end = time.nanos() + within.toNanos();
    while (true) {
      Optional<Happening.OwnerChanged> arrived = arrived(group, to, former);
      if (arrived.isPresent()) {
        return arrived.get();
      }
      if (time.nanos() >= end) {
        throw new Failure(
            "%s did not arrive at %s within %s s; 'handoff status' shows how things are, 'handoff clear %s' takes the wish back"
                .formatted(group, to, within.toSeconds(), group),
            true);
      }
      time.pause(PACE);
    }
  }

  /** A node that could not start it will not be asked again, so there is nothing to wait for. */
  private Optional<Happening.OwnerChanged> arrived(String group, String to, long former)
      throws Failure {
    for (JournalEntry entry : contact.history(ENTRIES).reversed()) {
      if (entry.happening() instanceof Happening.OwnerChanged changed
          && changed.group().equals(group)
          && to.equals(changed.to())
          && changed.epoch() > former) {
        return Optional.of(changed);
      }
      if (entry.happening() instanceof Happening.StartFailed failed
          && failed.group().equals(group)
          && to.equals(failed.node())
          && failed.epoch() > former) {
        throw new Failure(
            "%s did not start on %s: %s; 'handoff status' shows where it is, 'handoff clear %s' takes the wish back, 'handoff cleanup %s %s' lets it try again"
                .formatted(group, to, failed.detail(), group, group, to),
            true);
      }
    }
    return Optional.empty();
  }
}
