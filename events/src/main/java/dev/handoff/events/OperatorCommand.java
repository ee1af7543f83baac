package dev.handoff.events;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator asks of the controller. Each can be repeated without doing harm. */
public sealed interface OperatorCommand {

  /**
   * A move or ban whose lifetime is not said is over after this: one that somebody forgets must not
   * decide a failover weeks later.
   */
  Duration DEFAULT_LIFETIME = Duration.ofHours(1);

  /** Stores a spec, which creates the cluster if it is not there. */
  record Apply(ClusterSpec spec) implements OperatorCommand {}

  /**
   * Moves a group to a node, or with no node named away from where it is.
   *
   * @param group a group, or a resource that stands for its group
   * @param lifetime after which the wish is gone; null: {@link #DEFAULT_LIFETIME}
   */
  record Move(String group, @Nullable String node, @Nullable Lifetime lifetime)
      implements OperatorCommand {}

  /**
   * Forbids a node (or the current one) to a group.
   *
   * @param lifetime after which the ban is gone; null: {@link #DEFAULT_LIFETIME}
   */
  record Ban(String group, @Nullable String node, @Nullable Lifetime lifetime)
      implements OperatorCommand {}

  /** Removes a group's preferences and bans, on one node or on all. */
  record Clear(String group, @Nullable String node) implements OperatorCommand {}

  /** Forgives failures of a group or of one resource, on one node or on all. */
  record Cleanup(String target, @Nullable String node) implements OperatorCommand {}

  /** Empties a node and keeps it empty. */
  record Standby(String node) implements OperatorCommand {}

  /** Takes a node back after standby. */
  record Online(String node) implements OperatorCommand {}

  /** While on, the controller watches and changes nothing. */
  record Maintenance(boolean on) implements OperatorCommand {}

  /**
   * Forgets the cluster. Until that is done it can be taken back by applying a spec.
   *
   * @param addresses what becomes of them; null: they stay as they are, like everything else
   */
  record Destroy(@Nullable Disposal addresses) implements OperatorCommand {
    public Destroy() {
      this(null);
    }
  }

  /** The command as people type it, without the program's name. */
  default String inWords() {
    return switch (this) {
      case Apply c -> "apply " + c.spec().cluster();
      case Move c -> "move " + c.group() + on(c.node()) + living(c.lifetime());
      case Ban c -> "ban " + c.group() + on(c.node()) + living(c.lifetime());
      case Clear c -> "clear " + c.group() + on(c.node());
      case Cleanup c -> "cleanup " + c.target() + on(c.node());
      case Standby c -> "standby " + c.node();
      case Online c -> "online " + c.node();
      case Maintenance c -> "maintenance " + (c.on() ? "on" : "off");
      case Destroy c ->
          switch (c.addresses()) {
            case null -> "destroy";
            case Disposal.Keep _ -> "destroy";
            case Disposal.Release _ -> "destroy --addresses release";
            case Disposal.LeadTo to -> "destroy --addresses " + to.node();
          };
    };
  }

  private static String on(@Nullable String node) {
    return node == null ? "" : " " + node;
  }

  private static String living(@Nullable Lifetime lifetime) {
    if (lifetime == null) {
      return "";
    }
    Duration limit = lifetime.limit();
    return " --lifetime " + (limit == null ? "forever" : Durations.shown(limit));
  }
}
