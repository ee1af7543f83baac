package dev.handoff.beacon.loop;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One service on this node: its {@link Phase}, its monitors, and what is remembered of its
 * failures. It carries out starts and stops and notices how they end; whether and when to start or
 * stop is the business of its {@link Group}.
 */
final class ServiceMachine {

  /** How long the end of something that was killed is waited for. */
  static final Duration KILL_LIMIT = Duration.ofSeconds(2);

  /** How long an inspection may take. */
  static final Duration INSPECTION_LIMIT = Duration.ofSeconds(10);

  /** How soon an inspection that did not tell is repeated. */
  static final Duration INSPECTION_INTERVAL = Duration.ofSeconds(2);

  /** How soon a stop that did not come about is tried again. */
  static final Duration STUCK_INTERVAL = Duration.ofSeconds(5);

  private Service spec;

  /** Takes the place of {@link #spec} once the old definition has stopped. */
  private @Nullable Service successor;

  private Phase phase;
  private final Faults faults;
  private final MonitorSet monitors = new MonitorSet();

  /** How its process ended, if it did and nothing was done about it. */
  private @Nullable String exit;

  ServiceMachine(Service spec, FailureRecord record, long now) {
    this.spec = spec;
    this.faults = new Faults(record);
    this.phase = new Phase.Unlearned(now, false);
  }

  // --- what others want to know -------------------------------------------------------------

  Service spec() {
    return spec;
  }

  Faults faults() {
    return faults;
  }

  boolean isEverywhere() {
    return spec.runs() == Service.Runs.EVERYWHERE;
  }

  boolean isDown() {
    return phase instanceof Phase.Stopped;
  }

  boolean isStuck() {
    return phase instanceof Phase.Stuck;
  }

  boolean isRunning() {
    return phase instanceof Phase.Running;
  }

  /** Runs, and nothing that this beacon could not mend is wrong with it. */
  boolean isServing() {
    return isRunning() && !(isExternal() && monitors.failure() != null);
  }

  /** Whether it is known that it does not run as it should. */
  boolean isOut() {
    return switch (phase) {
      case Phase.Unlearned _, Phase.Inspecting _, Phase.Proving _, Phase.Running _ -> false;
      case Phase.Stopped _, Phase.Launching _, Phase.Broken _ -> true;
      case Phase.Stopping _, Phase.Stuck _ -> true;
    };
  }

  /** Whether it was looked at since the beacon began. */
  boolean isLearned() {
    return switch (phase) {
      case Phase.Unlearned p -> p.tried();
      case Phase.Inspecting p -> false;
      default -> true;
    };
  }

  /** Whether it has to go down before it can be of use again. */
  boolean mustStop() {
    return phase instanceof Phase.Broken || (successor != null && !isDown());
  }

  boolean mayStart(long now) {
    return isDown() && faults.mayTry(now);
  }

  /** What a beat tells of it. */
  ResourceReport report() {
    return new ServiceReport(spec, phase, monitors, faults, exit).get();
  }

  // --- what the plan and the orders change --------------------------------------------------

  /** Takes a new definition: at once, unless what runs was started by a different one. */
  void redefine(Service next, long now, Outbox out) {
    if (!next.kind().equals(spec.kind()) && !isDown()) {
      successor = next.equals(successor) ? successor : next;
      return;
    }
    successor = null;
    boolean watchAnew = !next.monitors().equals(spec.monitors()) && isRunning();
    spec = next;
    if (watchAnew) {
      monitors.end(out);
      monitors.beginWatching(spec.monitors(), now);
    }
  }

  /** Failures up to this counter no longer count. */
  void forgive(long upTo) {
    faults.forgive(upTo);
    if (exit != null && faults.hold() == null && onExit() == OnFail.BLOCK) {
      // It was left as it was until somebody had looked; now it is recovered like any other.
      broken();
    }
  }

  /** Its group is not wanted here: that it had failed is of no more interest. */
  void acquit() {
    if (isDown()) {
      faults.settled();
    }
  }

  // --- what a group asks of it --------------------------------------------------------------

  /** Starts it. Only while it {@link #mayStart}. */
  void start(long now, Outbox out) {
    long task = out.nextTask();
    phase = new Phase.Launching(task, Nanos.after(now, spec.startTimeout()), false);
    out.add(new Action.Start(task, spec));
  }

  /** Drives it down by one step, from wherever it is; does nothing while a step is under way. */
  void stop(long now, Outbox out) {
    switch (phase) {
      case Phase.Launching p -> {
        if (!p.killed()) {
          kill(p.task(), now, out);
        }
      }
      case Phase.Unlearned p -> {
        if (p.tried()) {
          beginStop(now, out);
        }
      }
      case Phase.Stuck p -> {
        if (now >= p.retryAt()) {
          beginStop(now, out);
        }
      }
      case Phase.Broken _ -> beginStop(now, out);
      case Phase.Proving _, Phase.Running _ -> {
        faults.settled();
        beginStop(now, out);
      }
      case Phase.Inspecting _, Phase.Stopped _, Phase.Stopping _ -> {}
    }
  }

  /** Looks anew whether it runs, because it is wanted again after a stop that did not succeed. */
  void relearn(long now) {
    phase = new Phase.Unlearned(now, false);
  }

  private void beginStop(long now, Outbox out) {
    monitors.end(out);
    long task = out.nextTask();
    phase = new Phase.Stopping(task, Nanos.after(now, spec.stopTimeout()), false);
    out.add(new Action.Stop(task, spec));
  }

  private void kill(long launch, long now, Outbox out) {
    out.add(new Action.Kill(launch, spec));
    phase = new Phase.Launching(launch, Nanos.after(now, KILL_LIMIT), true);
  }

  // --- what happens to it -------------------------------------------------------------------

  void inspected(long task, Finding finding, long now) {
    if (!(phase instanceof Phase.Inspecting p) || p.task() != task) {
      return;
    }
    switch (finding) {
      case Finding.Runs _ -> {
        phase = new Phase.Running(task, now);
        faults.recovered();
        monitors.beginWatching(spec.monitors(), now);
      }
      case Finding.IsStopped _ -> phase = new Phase.Stopped();
      case Finding.Unclear f -> unclear(f.detail(), now);
    }
  }

  void startEnded(long task, Outcome outcome, long now) {
    if (!(phase instanceof Phase.Launching p) || p.task() != task) {
      return;
    }
    if (p.killed()) {
      phase = new Phase.Broken();
      return;
    }
    switch (outcome) {
      case Outcome.Ok _ -> {
        phase = new Phase.Proving(task, p.deadline());
        monitors.beginProving(spec.monitors(), now);
        proveIfAllOk(now);
      }
      case Outcome.Failed o -> startFailed(o.detail(), now);
      case Outcome.Unknown o -> startFailed(o.detail(), now);
    }
  }

  void stopEnded(long task, Outcome outcome, long now, Outbox out) {
    if (!(phase instanceof Phase.Stopping p) || p.task() != task) {
      return;
    }
    switch (outcome) {
      case Outcome.Ok _ -> down();
      case Outcome.Failed o -> notStopped(p, o.detail(), now, out);
      case Outcome.Unknown o -> notStopped(p, o.detail(), now, out);
    }
  }

  void monitored(long task, Outcome outcome, long now, Outbox out) {
    MonitorSet.Verdict verdict = monitors.finished(task, outcome, now);
    if (verdict != null) {
      judge(verdict, now, out);
    }
  }

  void processExited(long task, String detail, long now, Outbox out) {
    switch (phase) {
      case Phase.Launching p -> {
        if (p.task() == task && !p.killed()) {
          startFailed(detail + " while it started", now);
        }
      }
      case Phase.Proving p -> {
        if (p.instance() == task) {
          monitors.end(out);
          startFailed(detail + " while it started", now);
        }
      }
      case Phase.Running p -> {
        if (p.instance() == task) {
          exit = detail;
          fail(onExit(), detail, now, out);
        }
      }
      default -> {}
    }
  }

  /** Does what the time alone asks for. */
  void advance(long now, Outbox out) {
    switch (phase) {
      case Phase.Unlearned p -> {
        if (now >= p.tryAt()) {
          long task = out.nextTask();
          phase = new Phase.Inspecting(task, Nanos.after(now, INSPECTION_LIMIT));
          out.add(new Action.Inspect(task, spec));
        }
      }
      case Phase.Inspecting p -> {
        if (now >= p.deadline()) {
          out.add(new Action.Abandon(p.task()));
          unclear("no answer within " + Nanos.inWords(INSPECTION_LIMIT), now);
        }
      }
      case Phase.Launching p -> {
        if (now >= p.deadline()) {
          launchedTooLong(p, now, out);
        }
      }
      case Phase.Proving p -> {
        judgeLate(now, out);
        if (phase.equals(p) && now >= p.deadline()) {
          provedTooLong(now, out);
        }
      }
      case Phase.Running _ -> judgeLate(now, out);
      case Phase.Stopping p -> {
        if (now >= p.deadline()) {
          String limit = Nanos.inWords(p.forced() ? KILL_LIMIT : spec.stopTimeout());
          notStopped(p, "did not stop within " + limit, now, out);
        }
      }
      case Phase.Stopped _, Phase.Broken _, Phase.Stuck _ -> {}
    }
  }

  /** The beacon was frozen for so long: that time counts for no start, stop or monitor. */
  void thaw(long frozenFor, long now, Outbox out) {
    phase =
        switch (phase) {
          case Phase.Inspecting p ->
              new Phase.Inspecting(p.task(), Nanos.after(p.deadline(), frozenFor));
          case Phase.Launching p ->
              new Phase.Launching(p.task(), Nanos.after(p.deadline(), frozenFor), p.killed());
          case Phase.Proving p ->
              new Phase.Proving(p.instance(), Nanos.after(p.deadline(), frozenFor));
          case Phase.Stopping p ->
              new Phase.Stopping(p.task(), Nanos.after(p.deadline(), frozenFor), p.forced());
          default -> phase;
        };
    monitors.beginAnew(now, out);
  }

  /** When it next needs {@link #advance}, {@link #start} or {@link #stop}. */
  long nextWake(long now) {
    return switch (phase) {
      case Phase.Unlearned p -> p.tryAt();
      case Phase.Inspecting p -> p.deadline();
      case Phase.Stopped _ -> faults.nextTry(now);
      case Phase.Launching p -> p.deadline();
      case Phase.Proving p -> Math.min(p.deadline(), monitors.nextWake());
      case Phase.Running _ -> monitors.nextWake();
      case Phase.Broken _ -> Nanos.NEVER;
      case Phase.Stopping p -> p.deadline();
      case Phase.Stuck p -> p.retryAt() > now ? p.retryAt() : Nanos.NEVER;
    };
  }

  private void judgeLate(long now, Outbox out) {
    for (MonitorSet.Verdict late : monitors.advance(spec, now, out)) {
      judge(late, now, out);
    }
  }

  private void judge(MonitorSet.Verdict verdict, long now, Outbox out) {
    if (phase instanceof Phase.Proving) {
      proveIfAllOk(now);
    } else if (verdict.outcome() instanceof Outcome.Failed failed) {
      fail(verdict.monitor().onFail(), failed.detail(), now, out);
    }
  }

  private void proveIfAllOk(long now) {
    if (monitors.allOk()) {
      proven(now);
    }
  }

  private void proven(long now) {
    if (phase instanceof Phase.Proving p) {
      phase = new Phase.Running(p.instance(), now);
      faults.recovered();
      monitors.proven();
    }
  }

  private void launchedTooLong(Phase.Launching p, long now, Outbox out) {
    if (p.killed()) {
      phase = new Phase.Broken();
    } else {
      startFailed("did not start within " + Nanos.inWords(spec.startTimeout()), now);
      kill(p.task(), now, out);
    }
  }

  private void provedTooLong(long now, Outbox out) {
    if (monitors.noneFailed()) {
      // Some check cannot be made. That is no failure: it counts as up, and is shown as unknown.
      proven(now);
      return;
    }
    Outcome.Failed failure = monitors.failure();
    String why = failure == null ? "no answer" : failure.detail();
    String detail = "not up within " + Nanos.inWords(spec.startTimeout()) + ": " + why;
    if (isExternal()) {
      proven(now);
      faults.counted(detail);
      return;
    }
    monitors.end(out);
    startFailed(detail, now);
  }

  private void unclear(String detail, long now) {
    faults.troubledBy(detail);
    phase = new Phase.Unlearned(Nanos.after(now, INSPECTION_INTERVAL), true);
  }

  private void startFailed(String detail, long now) {
    faults.startFailed(detail, now);
    broken();
  }

  private void fail(OnFail onFail, String detail, long now, Outbox out) {
    if (!(phase instanceof Phase.Running p)) {
      return;
    }
    if (isExternal()) {
      countExternal(onFail, detail);
    } else if (faults.failed(onFail, detail, now - p.since(), now)) {
      monitors.end(out);
      broken();
    }
  }

  /** Whatever is asked for, there is nothing that could be stopped or started. */
  private void countExternal(OnFail onFail, String detail) {
    if (onFail != OnFail.IGNORE) {
      faults.counted(detail);
    }
  }

  private void broken() {
    exit = null;
    phase = new Phase.Broken();
  }

  private void notStopped(Phase.Stopping p, String detail, long now, Outbox out) {
    if (p.forced()) {
      faults.troubledBy(detail);
      phase = new Phase.Stuck(Nanos.after(now, STUCK_INTERVAL));
    } else {
      out.add(new Action.Kill(p.task(), spec));
      phase = new Phase.Stopping(p.task(), Nanos.after(now, KILL_LIMIT), true);
    }
  }

  private void down() {
    phase = new Phase.Stopped();
    exit = null;
    if (successor != null) {
      spec = successor;
      successor = null;
      faults.settled();
    }
  }

  /** What the exit of its process leads to: its own check speaks for it, if it has one. */
  private OnFail onExit() {
    return spec.monitors().stream()
        .filter(monitor -> monitor.check() instanceof Check.Own)
        .findFirst()
        .map(monitor -> monitor.onFail())
        .orElse(OnFail.RESTART);
  }

  private boolean isExternal() {
    return spec.kind() instanceof Kind.External;
  }
}
