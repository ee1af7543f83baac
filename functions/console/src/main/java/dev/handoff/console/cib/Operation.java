package dev.handoff.console.cib;

import dev.handoff.events.spec.Score;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of a resource's history on a node ({@code lrm_rsc_op}). */
record Operation(
    Element entry,
    String task,
    String key,
    boolean lastFailure,
    long interval,
    int rc,
    int targetRc,
    Status status,
    long callId,
    @Nullable Instant lastChange) {

  private static final Pattern TRANSITION_KEY = Pattern.compile("-?\\d+:-?\\d+:(-?\\d+):.*");

  /** How the execution itself ended. */
  enum Status {
    PENDING,
    DONE,
    ERROR,
    ERROR_HARD,
    ERROR_FATAL,
    NOT_INSTALLED,
    OTHER_ERROR
  }

  static Operation read(Element element) throws InvalidCib, UnsupportedCib {
    String id = element.id();
    String task = element.get("operation");
    if (task == null) {
      throw new InvalidCib("<lrm_rsc_op id=\"%s\"> has no operation".formatted(id));
    }
    String moment = element.get("last-rc-change");
    return new Operation(
        element,
        task,
        element.get("operation_key", id),
        id.endsWith("_last_failure_0"),
        Values.integer(id + ": interval", element.get("interval"), 0),
        rc(element),
        targetRc(element),
        status(element),
        Values.integer(id + ": call-id", element.get("call-id"), -1),
        Values.epoch(id + ": last-rc-change", moment));
  }

  static int rc(Element element) throws InvalidCib {
    return (int) Values.integer("rc-code", element.get("rc-code"), 0);
  }

  /** What the operation was expected to return; -1 when it is not known. */
  static int targetRc(Element element) {
    String key = element.get("transition-key");
    if (key == null) {
      return -1;
    }
    Matcher matcher = TRANSITION_KEY.matcher(key);
    return matcher.matches() ? Score.of(Long.parseLong(matcher.group(1))).value() : -1;
  }

  private static Status status(Element element) throws InvalidCib, UnsupportedCib {
    long status = Values.integer("op-status", element.get("op-status"), -2);
    return switch ((int) status) {
      case -1 -> Status.PENDING;
      case 0 -> Status.DONE;
      case 4 -> Status.ERROR;
      case 5, 10, 11 -> Status.ERROR_HARD;
      case 6 -> Status.ERROR_FATAL;
      case 7 -> Status.NOT_INSTALLED;
      case 2, 3, 8, 9 -> Status.OTHER_ERROR;
      default ->
          throw new UnsupportedCib("op-status %s".formatted(element.get("op-status", "missing")));
    };
  }

  boolean isProbe() {
    return interval == 0 && task.equals("monitor");
  }

  /** A probe that says that the resource cannot be there at all. */
  boolean isMaskable() {
    return isProbe() && (rc == 5 || rc == 2 || status == Status.NOT_INSTALLED);
  }
}
