package dev.handoff.controller.operation;

import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.operation.Ruling.AlreadySo;
import dev.handoff.controller.operation.Ruling.Granted;
import dev.handoff.controller.operation.Ruling.Refused;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.GroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Forgetting a cluster, and taking that back. */
final class Destruction {

  private final Request request;

  Destruction(Request request) {
    this.request = request;
  }

  Ruling destroy(OperatorCommand.Destroy destroy) {
    Disposal disposal = Objects.requireNonNullElseGet(destroy.addresses(), Disposal.Keep::new);
    Closing present = request.record().closing();
    if (present != null && present.disposal().equals(disposal)) {
      return new AlreadySo("the cluster is being destroyed already: " + disposal.inWords());
    }
    if (request.record().maintenance() && !(disposal instanceof Disposal.Keep)) {
      return new Refused("maintenance is on, and nothing is moved or stopped before it is off");
    }
    ClusterRecord next = request.record();
    if (disposal instanceof Disposal.LeadTo(String node)) {
      if (!request.knows(node)) {
        return request.unknownNode(node);
      }
      next = leading(next, node);
      List<String> unable = unable(next, node);
      if (request.outlook().isKnown() && !unable.isEmpty()) {
        return new Refused(String.join(", ", unable));
      }
    }
    ClusterRecord closing =
        next.closing(Closing.of(disposal, request.by()))
            .telling(request.now(), new Happening.OperatorActed(request.command(), request.by()));
    return new Granted(
        closing,
        "cluster %s is being destroyed: %s; until that is done, 'handoff apply' takes it back"
            .formatted(next.spec().cluster(), disposal.inWords()));
  }

  /** Every managed group is moved, whatever has been said of it before. */
  private static ClusterRecord leading(ClusterRecord record, String node) {
    List<Bias> biases = new ArrayList<>();
    record.biases().stream().filter(b -> b.kind() == Kind.START_FAILED).forEach(biases::add);
    record.spec().groups().stream()
        .filter(GroupSpec::managed)
        .forEach(group -> biases.add(new Bias(group.name(), node, Kind.MOVE, null)));
    return record.withBiases(biases);
  }

  private List<String> unable(ClusterRecord next, String node) {
    Outlook after = request.outlook().with(next);
    return next.spec().groups().stream()
        .filter(GroupSpec::managed)
        .map(GroupSpec::name)
        .filter(group -> after.node(group).filter(node::equals).isEmpty())
        .map(group ->
            "%s cannot run %s now: %s"
                .formatted(node, group, String.join("; ", after.obstacles(group, node))))
        .toList();
  }

  /** What may be asked of a cluster that is being destroyed: only what helps it come about. */
  static boolean allows(OperatorCommand command) {
    return switch (command) {
      case OperatorCommand.Apply _,
          OperatorCommand.Destroy _,
          OperatorCommand.Cleanup _,
          OperatorCommand.Online _ ->
          true;
      case OperatorCommand.Maintenance maintenance -> !maintenance.on();
      case OperatorCommand.Move _,
          OperatorCommand.Ban _,
          OperatorCommand.Clear _,
          OperatorCommand.Standby _ ->
          false;
    };
  }

  /** The record as it is once nobody wants the cluster destroyed any more. */
  static ClusterRecord takenBack(ClusterRecord record) {
    if (record.closing() == null) {
      return record;
    }
    boolean led = record.closing().disposal() instanceof Disposal.LeadTo;
    List<Bias> left =
        record.biases().stream().filter(bias -> !led || bias.kind() == Kind.START_FAILED).toList();
    return record.withBiases(left).closing(null);
  }
}
