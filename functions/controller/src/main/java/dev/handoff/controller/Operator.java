package dev.handoff.controller;

import dev.handoff.controller.operation.Operations;
import dev.handoff.controller.operation.Ruling;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operators' commands: stores what they change, then evaluates the cluster so that it
 * takes effect at once.
 */
public final class Operator {

  private static final int MAX_CONFLICTS = 5;

  private final Ports ports;
  private final Evaluation evaluation;

  public Operator(Ports ports) {
    this.ports = ports;
    this.evaluation = new Evaluation(ports);
  }

  /** Carries out one command. Repeating it does no harm. */
  public Reply run(String cluster, OperatorCommand command) {
    for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
      switch (ports.store().read(cluster)) {
        case Reading.Unreadable unreadable -> {
          return new Reply.Unavailable(unreadable.detail());
        }
        case Reading.Absent _ -> {
          if (!(command instanceof OperatorCommand.Apply apply)) {
            return new Reply.Refused("there is no cluster '" + cluster + "'; apply a spec first");
          }
          if (!apply.spec().cluster().equals(cluster)) {
            return new Reply.Refused("the spec is of cluster " + apply.spec().cluster());
          }
          Optional<String> objection = Operations.objection(apply.spec());
          if (objection.isPresent()) {
            return new Reply.Refused(objection.get());
          }
          ClusterRecord first;
          try {
            first = Operations.create(apply.spec(), nextEntry(cluster), ports.time().now());
          } catch (CloudUnavailable e) {
            return new Reply.Unavailable(String.valueOf(e.getMessage()));
          }
          Commit commit = ports.store().commit(cluster, 0, first);
          if (!(commit instanceof Commit.Conflict)) {
            return concluded(cluster, commit, "cluster " + cluster + " created");
          }
        }
        case Reading.Found found -> {
          Reply reply = ruled(cluster, found, command);
          if (reply != null) {
            return reply;
          }
        }
      }
    }
    return new Reply.Unavailable("other evaluations were first, again and again; try once more");
  }

  /**
   * A cluster that was destroyed and is created anew goes on counting where its journal ends: with
   * the same numbers its alerts would be taken for repeats.
   */
  private long nextEntry(String cluster) {
    List<JournalEntry> last = ports.journal().newest(cluster, 1);
    return last.isEmpty() ? 1 : last.getLast().number() + 1;
  }

  /** Null: somebody else was first. */
  private @Nullable Reply ruled(String cluster, Reading.Found found, OperatorCommand command) {
    return switch (Operations.rule(found.record(), command, ports.time().now())) {
      case Ruling.Refused refused -> new Reply.Refused(refused.why());
      case Ruling.AlreadySo already -> new Reply.Done(already.message());
      case Ruling.Granted(ClusterRecord next, String message) when next == null ->
          forget(cluster, found, message);
      case Ruling.Granted(ClusterRecord next, String message) -> {
        Commit commit = ports.store().commit(cluster, found.version(), next);
        yield commit instanceof Commit.Conflict ? null : concluded(cluster, commit, message);
      }
    };
  }

  private Reply concluded(String cluster, Commit commit, String message) {
    if (commit instanceof Commit.Unknown unknown) {
      return new Reply.Unavailable("not known whether it took effect: " + unknown.detail());
    }
    return switch (evaluation.run(cluster, Trigger.OPERATOR)) {
      case Outcome.Evaluated evaluated when evaluated.troubles().isEmpty() ->
          new Reply.Done(message);
      case Outcome.Evaluated evaluated ->
          new Reply.Done(message + "; still open: " + String.join("; ", evaluated.troubles()));
      case Outcome.Overtaken _, Outcome.NoCluster _ -> new Reply.Done(message);
      case Outcome.Unavailable unavailable ->
          new Reply.Done(message + "; takes effect later: " + unavailable.detail());
    };
  }

  /** Nodes are forgotten after the record, so that no evaluation writes them anew. */
  private @Nullable Reply forget(String cluster, Reading.Found found, String message) {
    switch (ports.store().remove(cluster, found.version())) {
      case Commit.Conflict _ -> {
        return null;
      }
      case Commit.Unknown unknown -> {
        return new Reply.Unavailable("not known whether it took effect: " + unknown.detail());
      }
      case Commit.Committed _ -> {
        List<String> left = new ArrayList<>();
        for (NodeSpec node : found.record().spec().nodes()) {
          if (ports.channel().forget(found.record().spec(), node) instanceof Sent.Failed failed) {
            left.add(node.name() + ": " + failed.detail());
          }
        }
        return new Reply.Done(left.isEmpty() ? message : message + "; left behind: " + left);
      }
    }
  }

  /** What an operator is told. */
  public sealed interface Reply {

    record Done(String message) implements Reply {}

    /** It cannot be done; nothing has changed. */
    record Refused(String why) implements Reply {}

    /** The state could not be read or written; try again. */
    record Unavailable(String why) implements Reply {}
  }
}
