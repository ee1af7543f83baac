package dev.handoff.oci.attempt;

import com.oracle.bmc.model.BmcException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * An attempt that brought nothing: OCI answered with an error, or not so that it could be read.
 * Which errors may be repeated: API Errors,
 * docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm.
 *
 * @param status of HTTP; {@link #UNANSWERED} if there was no answer
 * @param code OCI's error code; empty if the answer had none
 */
record Miss(int status, String code, String message, String request) {

  static final int UNANSWERED = 0;

  private static final int CONFLICT = 409;
  private static final int STALE = 412;
  private static final int THROTTLED = 429;
  private static final int NOT_IMPLEMENTED = 501;

  static Miss of(BmcException e) {
    boolean answered = !e.isClientSide() && e.getStatusCode() > 0;
    return new Miss(
        answered ? e.getStatusCode() : UNANSWERED,
        Objects.requireNonNullElse(e.getServiceCode(), ""),
        Objects.requireNonNullElse(e.getUnmodifiedMessage(), ""),
        Objects.requireNonNullElse(e.getOpcRequestId(), ""));
  }

  /** An answer that breaks off, or lacks what every answer of OCI has. */
  static Miss of(UncheckedIOException e) {
    return new Miss(UNANSWERED, "", String.valueOf(e.getMessage()), "");
  }

  /** Whether somebody else has changed the thing since. */
  boolean isStale() {
    return status == STALE;
  }

  /** Whether the same call may be taken later. */
  boolean isTemporary() {
    return status == UNANSWERED
        || status == THROTTLED
        || (status >= 500 && status != NOT_IMPLEMENTED)
        || (status == CONFLICT
            && (code.equals("IncorrectState")
                || code.equals("ExternalServerIncorrectState")
                || code.equals("LockConflict")));
  }

  /** Whether it is known that nothing was done. */
  boolean isDefinite() {
    return status != UNANSWERED && status < 500;
  }

  /** What OCI objected to, with a hint where its own words hide the reason. */
  String inWords(String action) {
    if (status == UNANSWERED) {
      return action + ": no answer: " + message.strip();
    }
    String hint =
        code.endsWith("NotAuthorizedOrNotFound")
            ? " (not found or not permitted: OCI hides what the caller may not see)"
            : "";
    return "%s: %s: %s%s [status %d, request %s]"
        .formatted(
            action,
            code.isEmpty() ? "error" : code,
            message.strip(),
            hint,
            status,
            request.isEmpty() ? "unknown" : request);
  }
}
