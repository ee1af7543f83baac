package dev.handoff.console.status;

import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.SortedCopy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment: what the controller has recorded, what the nodes say, and where the
 * cloud has the addresses.
 *
 * @param at the controller's clock
 * @param hold why nothing is moved in the whole cluster; null: it is not held
 * @param closing what becomes of the cluster that is being destroyed; null: it is not
 * @param constraints those of the spec, a line each
 * @param biases those of operators, and nodes that did not start a group
 * @param incidents what people have been told of, and is not over
 */
public record ClusterView(
    String cluster,
    Instant at,
    boolean maintenance,
    @Nullable String hold,
    @Nullable String closing,
    List<NodeView> nodes,
    List<GroupView> groups,
    List<AddressView> addresses,
    List<String> constraints,
    List<BiasView> biases,
    List<IncidentView> incidents) {

  public ClusterView {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    addresses = List.copyOf(addresses);
    constraints = List.copyOf(constraints);
    biases = List.copyOf(biases);
    incidents = List.copyOf(incidents);
  }

  /**
   * A node.
   *
   * @param presence unseen, present, silent or left
   * @param attributes what location rules can ask for: of the spec, and of probes
   */
  public record NodeView(
      String name, String presence, boolean standby, Map<String, String> attributes) {
    public NodeView {
      attributes = SortedCopy.of(attributes);
    }
  }

  /**
   * A group.
   *
   * @param state active, partial, stopped, moving or held
   * @param owner null: nobody
   * @param detail in words: what it waits for, or why it is stopped or held; null: nothing to tell
   * @param reasons a line each: why a node may not run it, while it is stopped for that, or why a
   *     service that the spec has added is not started yet
   * @param members names of its addresses and services, in the order in which they start
   * @param managed whether the controller moves it
   * @param reserve the other nodes that could take the whole of it at once
   * @param barred the other nodes that could not, and why
   */
  public record GroupView(
      String name,
      String state,
      @Nullable String owner,
      long epoch,
      @Nullable String detail,
      List<String> reasons,
      List<String> members,
      List<ServiceView> services,
      boolean managed,
      List<String> reserve,
      List<BarView> barred) {
    public GroupView {
      reasons = List.copyOf(reasons);
      members = List.copyOf(members);
      services = List.copyOf(services);
      reserve = List.copyOf(reserve);
      barred = List.copyOf(barred);
    }
  }

  /**
   * A node that could not take a group.
   *
   * @param why in words
   * @param remedies commands that would end that, as far as commands can
   */
  public record BarView(String node, String why, List<String> remedies) {
    public BarView {
      remedies = List.copyOf(remedies);
    }
  }

  /**
   * A trouble that people have been told of.
   *
   * @param about for example {@code group web}
   * @param id of the alert that it began with
   * @param times how often in a row; zero: somebody wanted what is going on
   */
  public record IncidentView(String about, String id, Instant since, int times) {}

  /**
   * A service on one node.
   *
   * @param kind what it is, for example {@code systemd httpd}
   * @param threshold at which its group leaves the node
   * @param lastFailure null: none counts
   * @param lastDetail what was wrong then; null: none counts, or it is not known
   * @param expires when its failures are forgiven by themselves; null: at cleanup only
   * @param detail why it is in its state now, as the node tells; null: nothing to tell
   */
  public record ServiceView(
      String name,
      String kind,
      String node,
      String state,
      int failCount,
      String threshold,
      @Nullable Instant lastFailure,
      @Nullable String lastDetail,
      @Nullable Instant expires,
      @Nullable String detail) {}

  /**
   * An address.
   *
   * @param kind what it is, for example {@code elastic-ip eipalloc-1}
   * @param node where the cloud leads it; null: to no node of this cluster
   * @param place where it is, in words
   * @param url where the lab serves it; null outside of the lab
   */
  public record AddressView(
      String name, String kind, @Nullable String node, String place, @Nullable String url) {}

  /**
   * An operator's wish that is not in the spec, or a node that did not start a group.
   *
   * @param kind prefer, move, away, ban or start-failed
   * @param until when it is over; null: when it is taken back
   * @param lift the command that takes it back
   */
  public record BiasView(
      String group, String node, String kind, @Nullable Instant until, String lift) {}

  /**
   * Puts the view together.
   *
   * @param readings of each node, by name
   * @param located the addresses; empty: the cloud was not asked
   * @param urls where addresses are served, by name; empty outside of the lab
   * @param now the controller's clock
   */
  public static ClusterView of(
      ClusterRecord record,
      Map<String, NodeReading> readings,
      List<Located> located,
      Map<String, String> urls,
      Instant now) {
    return new Survey(record, readings, now).view(located, urls);
  }

  /** The same, as if there were no clock: two of them are equal if nothing has changed. */
  public ClusterView timeless() {
    return new ClusterView(
        cluster,
        Instant.EPOCH,
        maintenance,
        hold,
        closing,
        nodes,
        groups,
        addresses,
        constraints,
        biases,
        incidents);
  }

  /** What a group is: active, partial, stopped, moving or held. */
  public static String state(Assignment assignment) {
    if (assignment.hold() != null) {
      return "held";
    }
    return switch (assignment.phase()) {
      case Phase.Stopped _ -> "stopped";
      case Phase.Stranded _ -> "partial";
      case Phase.Settled _ -> "active";
      case Phase.Releasing _, Phase.Moving _, Phase.Starting _ -> "moving";
    };
  }

  /** Where an address is, in words. */
  public static String words(Place place) {
    return switch (place) {
      case Place.AtNode at -> "at " + at.node();
      case Place.Elsewhere elsewhere -> "elsewhere: " + elsewhere.detail();
      case Place.Nowhere _ -> "nowhere";
      case Place.Unreadable unreadable -> "not known: " + unreadable.detail();
    };
  }
}
