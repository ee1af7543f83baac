package dev.handoff.oci.attempt;

import com.oracle.bmc.model.BmcException;
import java.util.Objects;

/**
 * An answer of OCI that is an error. Which may be repeated: API Errors,
 * docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm.
 *
 * @param status of HTTP
 * @param code OCI's error code; empty if the answer had none
 */
record Refusal(int status, String code, String message, String request) {

  private static final int CONFLICT = 409;
  private static final int THROTTLED = 429;
  private static final int NOT_IMPLEMENTED = 501;

  static Refusal of(BmcException e) {
    return new Refusal(
        e.getStatusCode(),
        Objects.requireNonNullElse(e.getServiceCode(), ""),
        Objects.requireNonNullElse(e.getUnmodifiedMessage(), ""),
        Objects.requireNonNullElse(e.getOpcRequestId(), ""));
  }

  /** Whether somebody else has changed the thing since. */
  boolean isStale() {
    return status == 412;
  }

  /** Whether the same call may be taken later. */
  boolean isTemporary() {
    return status == THROTTLED
        || (status >= 500 && status != NOT_IMPLEMENTED)
        || (status == CONFLICT
            && (code.equals("IncorrectState")
                || code.equals("ExternalServerIncorrectState")
                || code.equals("LockConflict")));
  }

  /** Whether it is known that nothing was done. */
  boolean isDefinite() {
    return status < 500;
  }

  /** What OCI objected to, with a hint where its own words hide the reason. */
  String inWords(String action) {
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
