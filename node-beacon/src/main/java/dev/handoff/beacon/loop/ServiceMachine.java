package dev.handoff.beacon.loop;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One service on this node: its {@link Phase}, its monitors, and what is remembered of its
 * failures. It carries out starts and stops and notices how they end; whether and when to start or
 * stop is the business of its {@link Group}.
 */
final class ServiceMachine {

  /** How soon an inspection that did not tell is repeated. */
  static final Duration INSPECTION_INTERVAL = Duration.ofSeconds(2);

  /** How soon a stop that did not come about is tried again. */
  static final Duration STUCK_INTERVAL = Duration.ofSeconds(5);

  private Service spec;

  /** Takes the place of {@link #spec} once the old definition has stopped. */
  private @Nullable Service successor;

  private Phase phase;
  private final Health health;

  ServiceMachine(Service spec, FailureRecord record, long now) {
    this.spec = spec;
    this.health = new Health(record);
    this.phase = new Phase.Unlearned(now, false);
  }

  Service spec() {
    return spec;
  }

  Faults faults() {
    return health.faults();
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
    return isRunning() && health.isServing(spec);
  }

  Phase phase() {
    return phase;
  }

  /** Whether it has to go down before it can be of use again. */
  boolean mustStop() {
    return phase instanceof Phase.Broken || (successor != null && !isDown());
  }

  boolean mayStart(long now) {
    return isDown() && faults().mayTry(now);
  }

  /** What a beat tells of it. */
  ResourceReport report() {
    return new ServiceReport(spec, phase, health).get();
  }

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
      health.monitors().end(out);
      health.monitors().beginWatching(spec.monitors(), now);
    }
  }

  /** Failures up to this counter no longer count. */
  void forgive(long upTo) {
    if (health.forgive(spec, upTo)) {
      broken();
    }
  }

  /** Its group is not wanted here: that it had failed is of no more interest. */
  void acquit() {
    if (isDown()) {
      faults().settled();
    }
  }

  /** Starts it. Only while it {@link #mayStart}. */
  void start(long now, Outbox out) {
    long task = out.nextTask();
    phase = new Phase.Launching(task, Nanos.after(now, spec.startTimeout()), false, false);
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
        faults().settled();
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
    health.monitors().end(out);
    long task = out.nextTask();
    phase = new Phase.Stopping(task, Nanos.after(now, spec.stopTimeout()), false);
    out.add(new Action.Stop(task, spec));
  }

  private void kill(long launch, long now, Outbox out) {
    out.add(new Action.Kill(launch, spec));
    phase = new Phase.Launching(launch, Nanos.after(now, Phase.KILL_LIMIT), true, false);
  }

  void inspected(long task, Finding finding, long now) {
    if (!(phase instanceof Phase.Inspecting p) || p.task() != task) {
      return;
    }
    switch (finding) {
      case Finding.Runs _ -> {
        phase = new Phase.Running(task, now);
        health.recovered();
        health.monitors().beginWatching(spec.monitors(), now);
      }
      case Finding.IsStopped _ -> {
        phase = new Phase.Stopped();
        health.recovered();
      }
      case Finding.Unclear f -> unclear(f.detail(), now);
    }
  }

  void startEnded(long task, Outcome outcome, long now, Outbox out) {
    if (!(phase instanceof Phase.Launching p) || p.task() != task) {
      return;
    }
    if (p.killed()) {
      broken();
    } else if (outcome instanceof Outcome.Ok) {
      phase = new Phase.Proving(task, p.deadline());
      health.monitors().beginProving(spec.monitors(), now);
      proveIfAllOk(now);
    } else if (p.disturbed() && faults().excuse()) {
      out.log(
          "%s did not start (%s), but the machine stood still meanwhile: that is tried again"
              .formatted(spec.name(), outcome.detail()));
      broken();
    } else {
      startFailed(outcome.detail(), now, out);
    }
  }

  void stopEnded(long task, Outcome outcome, long now, Outbox out) {
    if (!(phase instanceof Phase.Stopping p) || p.task() != task) {
      return;
    }
    if (outcome instanceof Outcome.Ok) {
      down();
    } else {
      notStopped(p, outcome.detail(), now, out);
    }
  }

  void monitored(long task, Outcome outcome, long now, Outbox out) {
    MonitorSet.Verdict verdict = health.monitors().finished(task, outcome, now);
    if (verdict != null) {
      judge(verdict, now, out);
    }
  }

  void processExited(long task, String detail, long now, Outbox out) {
    switch (phase) {
      case Phase.Launching p -> {
        if (p.task() == task && !p.killed()) {
          startFailed(detail + " while it started", now, out);
        }
      }
      case Phase.Proving p -> {
        if (p.instance() == task) {
          startFailed(detail + " while it started", now, out);
        }
      }
      case Phase.Running p -> {
        if (p.instance() == task && health.exited(spec, detail, now - p.since(), now)) {
          health.monitors().end(out);
          broken();
        }
      }
      case Phase.Inspecting p -> {
        if (p.task() == task) {
          // It was found, and has ended before that was told.
          phase = new Phase.Unlearned(now, false);
        }
      }
      case Phase.Unlearned _, Phase.Stopped _, Phase.Broken _ -> {}
      case Phase.Stopping _, Phase.Stuck _ -> {}
    }
  }

  /** Its supervisor has it down: its monitors say whether that is so, and what it leads to. */
  void wentDown(long task, long now) {
    if (phase.isInstance(task)) {
      health.monitors().askAtOnce(now);
    }
  }

  /** Does what the time alone asks for. */
  void advance(long now, Outbox out) {
    switch (phase) {
      case Phase.Unlearned p -> {
        if (now >= p.tryAt()) {
          long task = out.nextTask();
          phase = new Phase.Inspecting(task, Nanos.after(now, Phase.INSPECTION_LIMIT));
          out.add(new Action.Inspect(task, spec));
        }
      }
      case Phase.Proving _, Phase.Running _ -> judgeLate(now, out);
      case Phase.Inspecting _, Phase.Launching _, Phase.Stopping _ -> {}
      case Phase.Stopped _, Phase.Broken _, Phase.Stuck _ -> {}
    }
    if (phase instanceof Phase.Timed p && now >= p.deadline()) {
      tookTooLong(p, now, out);
    }
  }

  private void tookTooLong(Phase.Timed late, long now, Outbox out) {
    String limit = Nanos.inWords(late.limit(spec));
    switch (late) {
      case Phase.Inspecting p -> {
        out.add(new Action.Abandon(p.task()));
        unclear("no answer within " + limit, now);
      }
      case Phase.Launching p when p.killed() -> broken();
      case Phase.Launching p -> {
        startFailed("did not start within " + limit, now, out);
        kill(p.task(), now, out);
      }
      case Phase.Proving _ -> provedTooLong(limit, now, out);
      case Phase.Stopping p -> notStopped(p, "did not stop within " + limit, now, out);
    }
  }

  /** The beacon could watch nothing for a while: that time counts for no start, stop or monitor. */
  void stoodStill(Standstill standstill) {
    if (phase instanceof Phase.Timed p && standstill.matters(p.limit(spec))) {
      phase = p.without(standstill, spec);
    }
    health.monitors().stoodStill(standstill);
  }

  /** The beacon was frozen: what is true has to be learned anew, and that takes its time. */
  void thaw(long now, Outbox out) {
    health.monitors().beginAnew(now, out);
    if (phase instanceof Phase.Proving p) {
      phase = new Phase.Proving(p.instance(), Nanos.after(now, spec.startTimeout()));
    }
  }

  /** When it next needs {@link #advance}, {@link #start} or {@link #stop}. */
  long nextWake(long now) {
    return switch (phase) {
      case Phase.Unlearned p -> p.tryAt();
      case Phase.Stopped _ -> faults().nextTry(now);
      case Phase.Proving p -> Math.min(p.nextLook(spec, now), health.monitors().nextWake());
      case Phase.Running _ -> health.monitors().nextWake();
      case Phase.Broken _ -> Nanos.NEVER;
      case Phase.Timed p -> p.nextLook(spec, now);
      case Phase.Stuck p -> p.retryAt() > now ? p.retryAt() : Nanos.NEVER;
    };
  }

  private void judgeLate(long now, Outbox out) {
    for (MonitorSet.Verdict late : health.monitors().advance(spec, now, out)) {
      judge(late, now, out);
    }
  }

  private void judge(MonitorSet.Verdict verdict, long now, Outbox out) {
    if (phase instanceof Phase.Proving) {
      proveIfAllOk(now);
    } else if (phase instanceof Phase.Running p
        && verdict.outcome() instanceof Outcome.Failed failed
        && health.failed(spec, verdict.monitor().onFail(), failed.detail(), now - p.since(), now)) {
      health.monitors().end(out);
      broken();
    }
  }

  private void proveIfAllOk(long now) {
    if (health.monitors().allOk()) {
      proven(now);
    }
  }

  private void proven(long now) {
    if (phase instanceof Phase.Proving p) {
      phase = new Phase.Running(p.instance(), now);
      health.recovered();
      health.monitors().proven();
    }
  }

  private void provedTooLong(String limit, long now, Outbox out) {
    if (health.monitors().noneFailed()) {
      // Some check cannot be made. That is no failure: it counts as up, and is shown as unknown.
      proven(now);
      return;
    }
    String detail = "not up within " + limit + ": " + health.whyNotUp();
    if (Health.isExternal(spec)) {
      proven(now);
      faults().counted(detail);
    } else {
      startFailed(detail, now, out);
    }
  }

  private void unclear(String detail, long now) {
    faults().troubledBy(detail);
    phase = new Phase.Unlearned(Nanos.after(now, INSPECTION_INTERVAL), true);
  }

  private void startFailed(String detail, long now, Outbox out) {
    health.startFailed(detail, now, out);
    broken();
  }

  private void broken() {
    phase = new Phase.Broken();
  }

  private void notStopped(Phase.Stopping p, String detail, long now, Outbox out) {
    if (p.forced()) {
      faults().troubledBy(detail);
      phase = new Phase.Stuck(Nanos.after(now, STUCK_INTERVAL));
    } else {
      out.add(new Action.Kill(p.task(), spec));
      phase = new Phase.Stopping(p.task(), Nanos.after(now, Phase.KILL_LIMIT), true);
    }
  }

  private void down() {
    phase = new Phase.Stopped();
    health.gone();
    if (successor != null) {
      spec = successor;
      successor = null;
      faults().settled();
    }
  }
}
