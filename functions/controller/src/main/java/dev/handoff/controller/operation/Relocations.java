package dev.handoff.controller.operation;

import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.operation.Ruling.AlreadySo;
import dev.handoff.controller.operation.Ruling.Refused;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves, bans, and taking them back. A move is refused when it could not come about now, or would
 * not last: nobody should have to reach for a ban because a move did nothing.
 */
final class Relocations {

  /** The same wish again within this time is a repeat of it, and does not prolong it. */
  private static final Duration REPEAT = Duration.ofMinutes(1);

  private final Request request;

  Relocations(Request request) {
    this.request = request;
  }

  Ruling move(OperatorCommand.Move move) {
    Optional<GroupSpec> group = request.group(move.group());
    if (group.isEmpty()) {
      return request.unknownGroup(move.group());
    }
    String node = move.node();
    if (node != null && !request.knows(node)) {
      return request.unknownNode(node);
    }
    if (!group.get().managed()) {
      return new Refused(group.get().name() + " is not managed (managed: false): nothing moves it");
    }
    return node == null
        ? away(group.get().name(), move.lifetime())
        : to(group.get().name(), node, move.lifetime());
  }

  private Ruling to(String group, String node, @Nullable Lifetime lifetime) {
    Assignment now = request.record().group(group);
    boolean there = node.equals(now.owner()) && now.phase() instanceof Phase.Settled;
    Bias wish = new Bias(group, node, there ? Kind.PREFER : Kind.MOVE, until(lifetime));
    Optional<Bias> same = repeated(wish, lifetime);
    if (same.isPresent()) {
      return new AlreadySo(group + " is asked to be on " + node + " already, " + ends(same.get()));
    }
    List<Bias> biases = request.without(group, bias -> isMove(bias) || isBanOn(bias, node));
    boolean lifts = request.record().biases().stream().anyMatch(b -> isOf(b, group, node));
    biases.add(wish);
    ClusterRecord next = request.touch(group).withBiases(biases);
    if (!there && request.outlook().isKnown()) {
      Optional<Refused> refused = unable(next, group, node).or(() -> undone(next, group, node));
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    String what = there ? "is on " + node + " already and prefers it " : "prefers " + node + " ";
    return request.granted(
        next,
        group
            + " "
            + what
            + ends(wish)
            + (lifts ? "; its ban from " + node + " is lifted" : "")
            + afterwards(next, wish));
  }

  private Ruling away(String group, @Nullable Lifetime lifetime) {
    String owner = request.record().group(group).owner();
    if (owner == null) {
      return new Refused(group + " runs nowhere; name the node that it should move to");
    }
    Bias wish = new Bias(group, owner, Kind.AWAY, until(lifetime));
    Optional<Bias> same = repeated(wish, lifetime);
    if (same.isPresent()) {
      return new AlreadySo(group + " is asked to leave " + owner + " already, " + ends(same.get()));
    }
    List<Bias> biases = request.without(group, Relocations::isMove);
    biases.add(wish);
    ClusterRecord next = request.touch(group).withBiases(biases);
    Outlook after = request.outlook().with(next);
    if (request.outlook().isKnown()
        && !after.node(group).filter(n -> !n.equals(owner)).isPresent()) {
      return new Refused(
          "no other node can run %s now: %s"
              .formatted(group, String.join(", ", others(after.reasons(group), owner))));
    }
    return request.granted(
        next,
        "%s leaves %s, and prefers the node that it goes to, %s"
            .formatted(group, owner, ends(wish, "handoff clear " + group)));
  }

  private static List<String> others(List<String> reasons, String owner) {
    return reasons.stream().filter(reason -> !reason.startsWith(owner + ": ")).toList();
  }

  /** Why the group could not come to the node now. */
  private Optional<Refused> unable(ClusterRecord next, String group, String node) {
    Outlook after = request.outlook().with(settled(next, group, next.group(group).owner(), null));
    if (after.node(group).filter(node::equals).isPresent()) {
      return Optional.empty();
    }
    List<String> remedies =
        after.remedies(group, node).stream().map(command -> "'" + command + "'").toList();
    String help = remedies.isEmpty() ? "" : "; run " + String.join(" and ", remedies) + " first";
    return Optional.of(
        new Refused(
            "%s cannot run %s now: %s%s"
                .formatted(node, group, String.join("; ", after.obstacles(group, node)), help)));
  }

  /** Why the group would leave the node again as soon as it had arrived. */
  private Optional<Refused> undone(ClusterRecord next, String group, String node) {
    Outlook arrived = request.outlook().with(arrived(next, group, node));
    if (arrived.node(group).filter(node::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            "%s would leave %s again at once: %s"
                .formatted(group, node, String.join("; ", arrived.obstacles(group, node)))));
  }

  /** Where the group goes when its time there is over, if it does not stay. */
  private String afterwards(ClusterRecord next, Bias wish) {
    if (wish.until() == null || !request.outlook().isKnown()) {
      return "";
    }
    List<Bias> left = next.biases().stream().filter(bias -> !bias.equals(wish)).toList();
    ClusterRecord over = arrived(next, wish.group(), wish.node()).withBiases(left);
    return request
        .outlook()
        .with(over)
        .node(wish.group())
        .filter(back -> !back.equals(wish.node()))
        .map(back -> "; when that is over it goes to " + back)
        .orElse("");
  }

  private ClusterRecord arrived(ClusterRecord record, String group, String node) {
    return settled(record, group, node, request.outlook().boot(node).orElse(null));
  }

  /** The record as if the group had settled on a node, or where it is. */
  private static ClusterRecord settled(
      ClusterRecord record, String group, @Nullable String node, @Nullable String boot) {
    Assignment now = record.group(group);
    Map<String, Assignment> groups = new TreeMap<>(record.groups());
    groups.put(
        group,
        new Assignment(
            now.epoch(),
            node,
            boot == null ? now.ownerBoot() : boot,
            node == null ? new Phase.Stopped(List.of()) : new Phase.Settled(),
            null,
            List.of(),
            null,
            List.of(),
            now.unasked()));
    return record.withGroups(groups);
  }

  Ruling ban(OperatorCommand.Ban ban) {
    Optional<GroupSpec> group = request.group(ban.group());
    if (group.isEmpty()) {
      return request.unknownGroup(ban.group());
    }
    String name = group.get().name();
    String node = ban.node() != null ? ban.node() : request.record().group(name).owner();
    if (node == null) {
      return new Refused(name + " runs nowhere; name the node that it is banned from");
    }
    if (!request.knows(node)) {
      return request.unknownNode(node);
    }
    Bias wish = new Bias(name, node, Kind.BAN, until(ban.lifetime()));
    Optional<Bias> same = repeated(wish, ban.lifetime());
    if (same.isPresent()) {
      return new AlreadySo(name + " is banned from " + node + " already, " + ends(same.get()));
    }
    List<Bias> biases = request.without(name, b -> isBanOn(b, node) || (isMove(b) && b.isOn(node)));
    biases.add(wish);
    return request.granted(
        request.touch(name).withBiases(biases),
        name + " is banned from " + node + " " + ends(wish));
  }

  Ruling clear(OperatorCommand.Clear clear) {
    Optional<GroupSpec> group = request.group(clear.group());
    if (group.isEmpty()) {
      return request.unknownGroup(clear.group());
    }
    String name = group.get().name();
    String node = clear.node();
    if (node != null && !request.knows(node)) {
      return request.unknownNode(node);
    }
    List<Bias> left =
        request.without(
            name, bias -> bias.kind() != Kind.START_FAILED && (node == null || bias.isOn(node)));
    int gone = request.record().biases().size() - left.size();
    return gone == 0
        ? new AlreadySo(
            "no move or ban of " + name + (node == null ? "" : " on " + node) + " is in force")
        : request.granted(
            request.touch(name).withBiases(left),
            "%d %s of %s taken back"
                .formatted(gone, gone == 1 ? "move or ban" : "moves and bans", name));
  }

  private static boolean isMove(Bias bias) {
    return switch (bias.kind()) {
      case PREFER, MOVE, AWAY -> true;
      case BAN, START_FAILED -> false;
    };
  }

  private static boolean isBanOn(Bias bias, String node) {
    return bias.kind() == Kind.BAN && bias.isOn(node);
  }

  private static boolean isOf(Bias bias, String group, String node) {
    return bias.group().equals(group) && isBanOn(bias, node);
  }

  /** The same wish, in force already, and no shorter than what is asked for now. */
  private Optional<Bias> repeated(Bias wish, @Nullable Lifetime asked) {
    return request.record().biases().stream()
        .filter(bias -> bias.group().equals(wish.group()) && bias.isOn(wish.node()))
        .filter(bias -> isSame(bias.kind(), wish.kind()) && !bias.isOver(request.now()))
        .filter(bias -> lastsAsLong(bias.until(), wish.until(), asked))
        .findFirst();
  }

  /** A move that has arrived is a preference; a group that was driven away since moves anew. */
  private static boolean isSame(Kind there, Kind wanted) {
    return there == wanted || (there == Kind.MOVE && wanted == Kind.PREFER);
  }

  private static boolean lastsAsLong(
      @Nullable Instant there, @Nullable Instant wanted, @Nullable Lifetime asked) {
    if (there == null || wanted == null) {
      return there == null && (wanted == null || asked == null);
    }
    return Duration.between(there, wanted).abs().compareTo(REPEAT) < 0;
  }

  private @Nullable Instant until(@Nullable Lifetime lifetime) {
    Duration limit = lifetime == null ? OperatorCommand.DEFAULT_LIFETIME : lifetime.limit();
    return limit == null ? null : request.now().plus(limit);
  }

  private String ends(Bias wish) {
    return ends(wish, wish.lift());
  }

  /** Until when a wish is in force, and how to lift it. */
  private String ends(Bias wish, String lift) {
    Instant until = wish.until();
    if (until == null) {
      return "until '" + lift + "'";
    }
    Duration left = Duration.between(request.now(), until).truncatedTo(ChronoUnit.SECONDS);
    return "until %s (%s; '%s' lifts it before)"
        .formatted(until.truncatedTo(ChronoUnit.SECONDS), Durations.shown(left), lift);
  }
}
