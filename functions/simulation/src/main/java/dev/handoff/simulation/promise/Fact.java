package dev.handoff.simulation.promise;

import dev.handoff.controller.Trigger;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that truly happened in the world. */
public sealed interface Fact {

  String cluster();

  /** For people who read the timeline; null: not worth a line. */
  @Nullable String line();

  /**
   * A fault begins or ends. One that befalls all clusters is told of once, and shown to the
   * checkers of each.
   */
  sealed interface Trouble extends Fact {
    Fault fault();
  }

  record FaultBegan(String cluster, Fault fault, String words) implements Trouble {
    @Override
    public String line() {
      return "FAULT  " + words;
    }
  }

  record FaultEnded(String cluster, Fault fault, String words) implements Trouble {
    @Override
    public String line() {
      return "over   " + words;
    }
  }

  /** Faults stop; from here on the world is as it should be. */
  record Healed(String cluster, String words) implements Fact {
    @Override
    public String line() {
      return "HEALED " + words;
    }
  }

  /**
   * The store took a record.
   *
   * @param before null: there was none
   * @param after null: it was removed
   * @param function that wrote it; zero: a restore from backup
   */
  record Committed(
      String cluster,
      long version,
      @Nullable ClusterRecord before,
      @Nullable ClusterRecord after,
      long function)
      implements Fact {

    /** Entries of history that were committed with it. */
    public List<JournalEntry> entries() {
      List<JournalEntry> fresh = new ArrayList<>();
      if (after != null) {
        long from = before == null ? 0 : before.nextEntry();
        after.outbox().stream().filter(e -> e.number() >= from).forEach(fresh::add);
      }
      return fresh;
    }

    @Override
    public @Nullable String line() {
      if (after == null) {
        return "commit " + version + " by function " + function + ": removed";
      }
      List<String> parts = new ArrayList<>();
      after
          .groups()
          .forEach((name, group) -> {
            var old = before == null ? null : before.groups().get(name);
            if (old == null
                || old.epoch() != group.epoch()
                || !Objects.equals(old.owner(), group.owner())
                || old.phase().getClass() != group.phase().getClass()
                || !Objects.equals(old.hold(), group.hold())) {
              parts.add(
                  "%s epoch %d owner %s %s%s"
                      .formatted(
                          name,
                          group.epoch(),
                          group.owner(),
                          group.phase().getClass().getSimpleName(),
                          group.hold() == null ? "" : " held: " + group.hold().inWords()));
            }
          });
      after
          .nodes()
          .forEach((name, node) ->
              node.failures()
                  .forEach((resource, failures) -> {
                    int was = before == null ? 0 : before.node(name).failures(resource).count();
                    if (was != failures.count()) {
                      parts.add(
                          "%s on %s: %d failures".formatted(resource, name, failures.count()));
                    }
                  }));
      entries().forEach(entry -> parts.add("#" + entry.number() + " " + entry.happening()));
      return parts.isEmpty()
          ? null
          : "commit %d by function %d: %s".formatted(version, function, String.join("; ", parts));
    }
  }

  /** A call to move an address reached the cloud. */
  record Asked(String cluster, String group, String address, String node, View view)
      implements Fact {
    @Override
    public String line() {
      return "call   by function %d: %s to %s".formatted(view.function(), address, node);
    }
  }

  /** The cloud changed where an address (or one table of it) leads. */
  record Led(String cluster, String slot, String where) implements Fact {
    @Override
    public String line() {
      return "cloud  " + slot + " leads to " + (where.isEmpty() ? "nothing" : where);
    }
  }

  /** A service began or ended to run on a machine. */
  record ServiceChanged(String cluster, String node, String service, boolean running)
      implements Fact {
    @Override
    public String line() {
      return "node   %s: %s %s".formatted(node, service, running ? "runs" : "does not run");
    }
  }

  /** Something happened to a machine, or its beacon decided something. */
  record MachineSaid(String cluster, String node, String words) implements Fact {
    @Override
    public String line() {
      return "node   " + node + ": " + words;
    }
  }

  /** A person received an alert. */
  record Received(String cluster, Alert alert) implements Fact {
    @Override
    public String line() {
      return "mail   " + alert.id() + ": " + alert.subject();
    }
  }

  /** The journal took an entry that it did not have. */
  record Appended(String cluster, JournalEntry entry) implements Fact {
    @Override
    public @Nullable String line() {
      return null;
    }
  }

  /** An operator gave a command. */
  record Commanded(String cluster, OperatorCommand command, String words) implements Fact {
    @Override
    public String line() {
      return "person " + words;
    }
  }

  /** An operator was answered. */
  record Answered(String cluster, long function, String reply) implements Fact {
    @Override
    public String line() {
      return "answer of function " + function + ": " + reply;
    }
  }

  record FunctionBegan(String cluster, long function, Trigger trigger) implements Fact {
    @Override
    public @Nullable String line() {
      return null;
    }
  }

  record FunctionEnded(String cluster, long function, String how, boolean strange) implements Fact {
    @Override
    public @Nullable String line() {
      return strange ? "function " + function + ": " + how : null;
    }
  }
}
