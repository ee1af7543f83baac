package dev.handoff.controller;

import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.operation.Admission;
import dev.handoff.controller.operation.Operations;
import dev.handoff.controller.operation.Ruling;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  /** Carries out one command of somebody unknown. */
  public Reply run(String cluster, OperatorCommand command) {
    return run(cluster, command, null);
  }

  /**
   * Carries out one command. Repeating it does no harm. What is granted goes into the journal with
   * who asked; what is refused changes nothing and does not: a script that asks again and again
   * would push the cluster's history out of sight.
   *
   * @param by who asks, as far as that is known
   */
  public Reply run(String cluster, OperatorCommand command, @Nullable String by) {
    Optional<String> objection = Admission.objection(command, ports.time().now());
    if (objection.isPresent()) {
      return new Reply.Refused(objection.get());
    }
    for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
      switch (ports.store().read(cluster)) {
        case Reading.Unreadable unreadable -> {
          return new Reply.Unavailable(unreadable.detail());
        }
        case Reading.Absent _ -> {
          Reply reply = absent(cluster, command, by);
          if (reply != null) {
            return reply;
          }
        }
        case Reading.Found found -> {
          Reply reply = ruled(cluster, found, command, by);
          if (reply != null) {
            return reply;
          }
        }
      }
    }
    return new Reply.Unavailable("other evaluations were first, again and again; try once more");
  }

  /** There is no such cluster. Null: by now there is. */
  private @Nullable Reply absent(String cluster, OperatorCommand command, @Nullable String by) {
    List<JournalEntry> last;
    try {
      last = ports.journal().newest(cluster, 1);
    } catch (CloudUnavailable e) {
      return new Reply.Unavailable(String.valueOf(e.getMessage()));
    }
    if (command instanceof OperatorCommand.Destroy
        && !last.isEmpty()
        && last.getLast().happening() instanceof Happening.ClusterDestroyed) {
      return new Reply.Done("cluster " + cluster + " is destroyed already");
    }
    if (!(command instanceof OperatorCommand.Apply(ClusterSpec spec))) {
      return new Reply.Refused("there is no cluster '" + cluster + "'; apply a spec first");
    }
    if (!spec.cluster().equals(cluster)) {
      return new Reply.Refused("the spec is of cluster " + spec.cluster());
    }
    // A cluster that was destroyed and is created anew goes on counting where its journal ends:
    // with the same numbers its alerts would be taken for repeats.
    long nextEntry = last.isEmpty() ? 1 : last.getLast().number() + 1;
    ClusterRecord first = Operations.create(spec, nextEntry, ports.time().now(), by);
    Commit commit = ports.store().commit(cluster, 0, first);
    return commit instanceof Commit.Conflict
        ? null
        : concluded(cluster, commit, "cluster " + cluster + " created");
  }

  /** Null: somebody else was first. */
  private @Nullable Reply ruled(
      String cluster, Reading.Found found, OperatorCommand command, @Nullable String by) {
    return switch (Operations.rule(evidence(found.record()), command, by)) {
      case Ruling.Refused refused -> new Reply.Refused(refused.why());
      case Ruling.AlreadySo already -> concludedBefore(cluster, found.record(), already.message());
      case Ruling.Granted(ClusterRecord next, String message) -> {
        Commit commit = ports.store().commit(cluster, found.version(), next);
        yield commit instanceof Commit.Conflict ? null : concluded(cluster, commit, message);
      }
    };
  }

  private Evidence evidence(ClusterRecord record) {
    return new Evidence(
        record, ports.channel().read(record.spec()), Map.of(), Duration.ZERO, ports.time().now());
  }

  /** A cluster that is being destroyed gets a push by who asks for it once more. */
  private Reply concludedBefore(String cluster, ClusterRecord record, String message) {
    return record.closing() == null ? new Reply.Done(message) : evaluated(cluster, message);
  }

  private Reply concluded(String cluster, Commit commit, String message) {
    if (commit instanceof Commit.Unknown unknown) {
      return new Reply.Unavailable("not known whether it took effect: " + unknown.detail());
    }
    if (commit instanceof Commit.TooLarge tooLarge) {
      return new Reply.Refused(tooLarge.detail());
    }
    return evaluated(cluster, message);
  }

  private Reply evaluated(String cluster, String message) {
    return switch (evaluation.run(cluster, Trigger.OPERATOR)) {
      case Outcome.Destroyed destroyed -> new Reply.Done(destroyed.inWords());
      case Outcome.Evaluated evaluated when evaluated.troubles().isEmpty() ->
          new Reply.Done(message);
      case Outcome.Evaluated evaluated ->
          new Reply.Done(message + "; still open: " + String.join("; ", evaluated.troubles()));
      case Outcome.Overtaken _, Outcome.NoCluster _ -> new Reply.Done(message);
      case Outcome.TooLarge tooLarge -> new Reply.Done(message + "; on hold: " + tooLarge.detail());
      case Outcome.Unavailable unavailable ->
          new Reply.Done(message + "; takes effect later: " + unavailable.detail());
    };
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
