package dev.handoff.console.cib;

import dev.handoff.console.cib.Operation.Status;
import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays what happened to one resource on one node, operation by operation, to know whether it
 * runs there and what its failures lead to.
 */
final class History {

  private static final int OK = 0;
  private static final int NOT_INSTALLED = 5;
  private static final int NOT_RUNNING = 7;
  private static final int DEGRADED = 190;

  private final Cib cib;
  private final Resource resource;
  private Duration failureTimeout;
  private final @Nullable FailCount failCount;
  private final boolean managed;

  private final Digests digests;
  private final List<Operation> operations = new ArrayList<>();

  private boolean active;
  private boolean forgiven;
  private OnFail onFail = OnFail.IGNORE;
  private @Nullable String lastFailure;
  private final Set<Reaction> lasting = EnumSet.noneOf(Reaction.class);

  History(
      Cib cib,
      Resource resource,
      Duration failureTimeout,
      @Nullable FailCount failCount,
      boolean managed) {
    this.cib = cib;
    this.resource = resource;
    this.failureTimeout = failureTimeout;
    this.failCount = failCount;
    this.managed = managed;
    this.digests = new Digests(cib);
  }

  void replay(List<Element> entries) throws InvalidCib, UnsupportedCib {
    for (Element entry : entries) {
      Operation operation = Operation.read(entry);
      if (operation.status() == Status.PENDING) {
        refusePending(operation);
      } else {
        // Of equals the later one comes first, as Pacemaker's list does.
        operations.addFirst(operation);
      }
    }
    operations.sort(
        Comparator.comparingLong(Operation::callId)
            .thenComparing(
                o -> o.lastChange() == null ? Instant.MIN : o.lastChange(),
                Comparator.naturalOrder()));
    for (Operation operation : operations) {
      replay(operation);
    }
  }

  private void refusePending(Operation operation) throws UnsupportedCib {
    if (!operation.task().equals("monitor")) {
      throw new UnsupportedCib(
          "a %s of resource %s is under way".formatted(operation.task(), resource.id()));
    }
  }

  boolean isActive() {
    return active;
  }

  /** Whether the fail-count is void, because the parameters have changed since. */
  boolean isForgiven() {
    return forgiven;
  }

  /** Whether a running resource has to be restarted, because its configuration has changed. */
  boolean needsRestart() throws InvalidCib, UnsupportedCib {
    for (Operation operation : operations.subList(lastStart(), operations.size())) {
      boolean comparable =
          operation.interval() > 0
              || operation.task().equals("monitor")
              || operation.task().equals("start");
      if (comparable && isRestart(operation)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRestart(Operation operation) throws InvalidCib, UnsupportedCib {
    if (operation.interval() > 0 && OnFail.configured(resource, operation.key()) == null) {
      return false;
    }
    return switch (digests.since(resource, operation.entry())) {
      case NONE -> false;
      case RESTART -> true;
      case OTHER, UNKNOWN ->
          operation.interval() == 0 && operation.entry().get("op-restart-digest") == null;
    };
  }

  /** Where the newest start is; without one, the first sign of life after the newest stop. */
  private int lastStart() {
    int stop = -1;
    int start = -1;
    int implied = -1;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      if (operation.task().equals("stop") && operation.status() == Status.DONE) {
        stop = i;
      } else if (operation.task().equals("start")) {
        start = i;
      } else if (implied <= stop && operation.task().equals("monitor") && operation.rc() == OK) {
        implied = i;
      }
    }
    start = start >= 0 ? start : implied;
    return start < stop ? operations.size() : Math.max(start, 0);
  }

  /** What the failures of this history lead to, besides a recovery. */
  Set<Reaction> reactions() {
    Set<Reaction> reactions = EnumSet.noneOf(Reaction.class);
    reactions.addAll(lasting);
    switch (onFail) {
      case IGNORE, RECOVER -> {}
      case MIGRATE -> reactions.add(Reaction.BAN);
      case BLOCK -> reactions.add(Reaction.BLOCK);
      case STOP -> reactions.add(Reaction.STOP);
      case STANDBY -> reactions.add(Reaction.STANDBY);
    }
    return reactions;
  }

  boolean isToRecover() {
    return onFail != OnFail.IGNORE && onFail != OnFail.BLOCK;
  }

  private void replay(Operation op) throws InvalidCib, UnsupportedCib {
    switch (op.task()) {
      case "notify", "meta-data" -> {
        return;
      }
      case "promote", "demote", "migrate_to", "migrate_from" ->
          throw new UnsupportedCib("a %s of resource %s".formatted(op.task(), resource.id()));
      default -> {}
    }
    if (op.rc() == 8 || op.rc() == 9 || op.rc() == DEGRADED + 1) {
      throw new UnsupportedCib("resource %s was promoted".formatted(resource.id()));
    }
    boolean expired = op.status() != Status.NOT_INSTALLED && hasExpired(op);
    if (!expired && op.lastFailure() && isForgiving(op)) {
      forgiven = true;
    }
    Outcome outcome = judge(op);
    if (expired && op.isMaskable() && op.rc() != op.targetRc()) {
      active = false;
      return;
    }
    if (expired && outcome.rc() != op.targetRc()) {
      return;
    }
    if (op.isMaskable()) {
      active = false;
      lasting.add(Reaction.BAN);
      return;
    }
    if (outcome.status() == Status.DONE) {
      succeed(op, outcome.rc());
    } else {
      fail(op, outcome);
    }
  }

  private boolean isForgiving(Operation op) throws InvalidCib, UnsupportedCib {
    if (!op.task().equals("start") && !op.task().equals("monitor")) {
      return false;
    }
    return switch (digests.since(resource, op.entry())) {
      case NONE, UNKNOWN -> false;
      case RESTART, OTHER -> true;
    };
  }

  private record Outcome(int rc, Status status) {}

  /** What the result means, given what was expected. */
  private Outcome judge(Operation op) throws UnsupportedCib {
    int rc = op.task().equals("monitor") && op.rc() == DEGRADED ? OK : op.rc();
    if (op.isMaskable()) {
      return new Outcome(NOT_RUNNING, Status.DONE);
    }
    if (op.status() != Status.DONE && op.status() != Status.ERROR) {
      return new Outcome(rc, op.status());
    }
    Status status = rc == op.targetRc() ? Status.DONE : Status.ERROR;
    switch (rc) {
      case OK -> {
        if (op.isProbe() && op.targetRc() == NOT_RUNNING) {
          status = Status.DONE;
        }
      }
      case NOT_RUNNING -> {
        if (op.isProbe() || op.targetRc() == rc || !managed) {
          status = Status.DONE;
          active = false;
          onFail = OnFail.IGNORE;
        }
      }
      case 6 -> status = Status.ERROR_FATAL;
      case 3 -> status = op.interval() == 0 ? hard(op) : Status.OTHER_ERROR;
      case NOT_INSTALLED, 2, 4 -> status = hard(op);
      default -> status = Status.ERROR;
    }
    return new Outcome(rc, status);
  }

  /** A stop that can never succeed leaves the resource where it is, whatever comes after. */
  private Status hard(Operation op) throws UnsupportedCib {
    if (op.task().equals("stop")) {
      refuseFencing();
      lasting.add(Reaction.STUCK);
    }
    return Status.ERROR_HARD;
  }

  private void refuseFencing() throws UnsupportedCib {
    if (cib.options().fencing()) {
      throw new UnsupportedCib("a failed stop of resource %s".formatted(resource.id()));
    }
  }

  private void succeed(Operation op, int rc) {
    boolean clears = false;
    if (rc == NOT_INSTALLED) {
      active = false;
    } else if (rc == NOT_RUNNING) {
      clears = true;
    } else if (op.task().equals("monitor")) {
      clears = op.key().equalsIgnoreCase(lastFailure);
      active = true;
    } else if (op.task().equals("stop")) {
      active = false;
      clears = true;
    } else {
      clears = op.task().equals("start");
      active = true;
    }
    if (clears && !onFail.isLasting()) {
      onFail = OnFail.IGNORE;
    }
  }

  private void fail(Operation op, Outcome outcome) throws InvalidCib, UnsupportedCib {
    OnFail wanted = OnFail.of(cib, resource, op);
    boolean absent = outcome.status() == Status.NOT_INSTALLED;
    if (wanted == OnFail.IGNORE && !absent) {
      succeed(op, op.targetRc());
      lasting.add(Reaction.IGNORE);
      return;
    }
    if (wanted == OnFail.IGNORE) {
      onFail = OnFail.MIGRATE;
    }
    lastFailure = op.key();
    onFail = wanted.compareTo(onFail) > 0 ? wanted : onFail;
    if (wanted == OnFail.STOP) {
      lasting.add(Reaction.STOP);
    }
    if (op.task().equals("stop")) {
      refuseFencing();
      lasting.add(Reaction.BAN);
    }
    active = !(op.isProbe() && outcome.rc() == NOT_INSTALLED);
    if (absent || outcome.status() == Status.ERROR_HARD) {
      lasting.add(Reaction.BAN);
    } else if (outcome.status() == Status.ERROR_FATAL) {
      lasting.add(Reaction.STOP);
    }
  }

  /** The timeout that is left: a failure that blocks ends it for the resource. */
  Duration failureTimeout() {
    return failureTimeout;
  }

  /**
   * Whether the entry is too old to count, and no younger failure keeps it. An old entry also takes
   * the fail-count away if that is as old, even if a later entry blocks.
   */
  private boolean hasExpired(Operation op) throws InvalidCib {
    if (!failureTimeout.isPositive() || op.lastChange() == null) {
      return false;
    }
    boolean old = !cib.now().isBefore(op.lastChange().plus(failureTimeout));
    if (failCount != null) {
      if (OnFail.blocks(resource, op.entry())) {
        failureTimeout = Duration.ZERO;
      }
      boolean forgotten =
          failCount.last() != null
              && failureTimeout.isPositive()
              && cib.now().isAfter(failCount.last().plus(failureTimeout));
      forgiven |= old && forgotten;
      old &= forgotten;
    }
    boolean probed =
        op.isProbe() && (op.rc() == OK || op.rc() == NOT_RUNNING || op.rc() == DEGRADED);
    return old && !probed;
  }
}
