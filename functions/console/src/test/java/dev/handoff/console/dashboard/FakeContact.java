package dev.handoff.console.dashboard;

import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.console.status.Pulse.NodePulse;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.operation.Operations;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.BeatSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A cluster that is as the test wants it, and counts what is read of it. */
final class FakeContact implements Contact {

  volatile ClusterView view = Sights.calm();
  volatile List<JournalEntry> journal = List.of();
  volatile String revision = "1";
  volatile long newestEntry;
  volatile @Nullable Failure failure;
  volatile @Nullable RuntimeException fault;
  volatile boolean closed;
  final AtomicInteger pulses = new AtomicInteger();
  final AtomicInteger statuses = new AtomicInteger();
  final AtomicInteger histories = new AtomicInteger();

  @Override
  public String operate(OperatorCommand command) {
    throw new AssertionError("a page that can only be read gave an order");
  }

  private void failIfItShould() throws Failure {
    if (failure != null) {
      throw failure;
    }
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public Pulse pulse() throws Failure {
    failIfItShould();
    long sequence = pulses.incrementAndGet();
    Duration uptime = Duration.ofSeconds(sequence);
    return new Pulse(
        "shop",
        view.at(),
        revision,
        newestEntry,
        new BeatSpec(Duration.ofSeconds(2), Duration.ofSeconds(8)),
        List.of(
            new NodePulse("a", "present", "boot-a", sequence, uptime, false),
            new NodePulse("b", "present", "boot-b", sequence, uptime, false)));
  }

  @Override
  public ClusterView status() throws Failure {
    failIfItShould();
    statuses.incrementAndGet();
    return view;
  }

  @Override
  public List<JournalEntry> history(int limit) throws Failure {
    failIfItShould();
    histories.incrementAndGet();
    return journal;
  }

  @Override
  public Answer explain(String group) throws Failure {
    failIfItShould();
    if (!group.equals("web")) {
      throw new Failure("there is no group or resource '" + group + "'", true);
    }
    return new Answer(
        "web",
        "a",
        "a",
        List.of("web is on a, where it belongs."),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public ClusterRecord record() {
    return Operations.create(Sights.SPEC, 1, Sights.NOON, null);
  }

  @Override
  public String where() {
    return "a test";
  }

  @Override
  public void close() {
    closed = true;
  }
}
