package dev.handoff.beacon.check;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.host.Host;
import dev.handoff.beacon.host.StateDirectory;
import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.Measurement;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs every monitor and every probe of the plan that this machine last got, all at once as the
 * beacon might, and prints what they found. It changes nothing, and a beacon may run meanwhile.
 */
public final class Check {

  private final Plan plan;
  private final Host host;
  private final BlockingQueue<Event> answers = new LinkedBlockingQueue<>();
  private final List<Question> questions = new ArrayList<>();

  /** One monitor or probe; its place in the list, counted from one, is its task's number. */
  private static final class Question {
    final String group;
    final String name;
    final String asked;
    final long deadline;
    @Nullable Finding found;

    Question(String group, String name, String asked, Duration timeout) {
      this.group = group;
      this.name = name;
      this.asked = asked;
      this.deadline = System.nanoTime() + timeout.toNanos();
    }
  }

  private Check(Plan plan, StateDirectory state, BeaconConfig config, PrintStream err) {
    this.plan = plan;
    this.host = new Host(state, config, answers::add, fault -> fault.printStackTrace(err));
  }

  /**
   * Checks once.
   *
   * @param out receives the table
   * @param err receives why there is none
   * @return 0 all is well, 1 something failed or could not be found out, 2 there is no plan
   */
  public static int run(BeaconConfig config, PrintStream out, PrintStream err)
      throws InterruptedException {
    Path stateDirectory = config.stateDirectory();
    try (StateDirectory state = StateDirectory.reading(stateDirectory)) {
      Optional<Plan> plan = state.plan();
      if (plan.isEmpty()) {
        err.println(
            stateDirectory
                + " holds no plan yet: start the beacon, and apply the spec of its cluster");
        return 2;
      }
      return new Check(plan.get(), state, config, err).table(out);
    } catch (IOException e) {
      err.println("the plan in " + stateDirectory + " cannot be read: " + e);
      return 2;
    }
  }

  private int table(PrintStream out) throws InterruptedException {
    plan.groups().forEach(this::ask);
    plan.probes().forEach(this::ask);
    listen();
    if (questions.isEmpty()) {
      out.println("plan " + plan.version() + " has neither monitors nor probes");
      return 0;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("GROUP", "NAME", "CHECK", "OUTCOME", "DETAIL"));
    boolean good = true;
    for (Question question : questions) {
      Finding found = question.found == null ? Finding.late() : question.found;
      good &= found.good();
      rows.add(
          List.of(question.group, question.name, question.asked, found.word(), found.detail()));
    }
    Table.print(rows, out);
    return good ? 0 : 1;
  }

  private void ask(GroupSpec group) {
    for (Service service : group.services()) {
      for (Monitor monitor : service.monitors()) {
        String asked = InWords.of(monitor.check(), service.kind());
        questions.add(new Question(group.name(), service.name(), asked, monitor.timeout()));
        host.monitor(new Action.RunMonitor(questions.size(), service, monitor));
      }
    }
  }

  /** A host is waited for as long as the probe allows, so its round takes a little longer. */
  private void ask(Probe probe) {
    Duration timeout = probe.timing().timeout();
    Duration patience = timeout.plus(timeout.dividedBy(2));
    questions.add(new Question("-", probe.name(), InWords.of(probe), patience));
    host.probe(new Action.RunProbe(questions.size(), probe));
  }

  /** Until all have answered or run out of time. */
  private void listen() throws InterruptedException {
    for (Optional<Question> next = nextLate(); next.isPresent(); next = nextLate()) {
      long wait = next.get().deadline - System.nanoTime();
      Event answer = answers.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
      switch (answer) {
        case null -> {
          host.kill(questions.indexOf(next.get()) + 1);
          next.get().found = Finding.late();
        }
        case Event.Monitored e -> take(e.task(), Finding.of(e.outcome()));
        case Event.Probed e -> take(e.task(), Finding.of(e.measurement()));
        default -> {
          // What drivers tell of their own accord is for a loop.
        }
      }
    }
  }

  private Optional<Question> nextLate() {
    return questions.stream()
        .filter(question -> question.found == null)
        .min(Comparator.comparingLong(question -> question.deadline));
  }

  private void take(long task, Finding found) {
    Question question = questions.get(Math.toIntExact(task - 1));
    if (question.found == null) {
      question.found = found;
    }
  }

  /** What came of a question. */
  private record Finding(boolean good, String word, String detail) {

    static Finding late() {
      return new Finding(false, "failed", "no answer in time");
    }

    static Finding of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Ok _ -> new Finding(true, "ok", "");
        case Outcome.Failed o -> new Finding(false, "failed", o.detail());
        case Outcome.Unknown o -> new Finding(false, "unknown", o.detail());
      };
    }

    static Finding of(Measurement measurement) {
      return switch (measurement) {
        case Measurement.Value m -> new Finding(true, "ok", m.value());
        case Measurement.Level m ->
            new Finding(true, "ok", String.format(Locale.ROOT, "%.1f %%", m.percent()));
        case Measurement.Unknown m -> new Finding(false, "unknown", m.detail());
      };
    }
  }
}
