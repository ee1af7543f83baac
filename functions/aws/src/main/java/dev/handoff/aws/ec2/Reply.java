package dev.handoff.aws.ec2;

/** What one attempt of a call came to. */
public sealed interface Reply {

  record Success(Xml body) implements Reply {}

  /**
   * EC2 answered with an error.
   *
   * @param code EC2's own, for example {@code InvalidAllocationID.NotFound}; empty if the answer
   *     had none
   */
  record Failure(int status, String code, String message, String requestId) implements Reply {

    /** EC2 appends this to some messages; thousands of characters follow that tell nobody much. */
    private static final String ENCODED = "Encoded authorization failure message";

    /** Whether the call was turned away before anything was done, and may be repeated later. */
    public boolean isTemporary() {
      return status >= 500
          || status == 429
          || code.contains("Throttl")
          || switch (code) {
            case "RequestLimitExceeded",
                "RequestTimeout",
                "RequestTimeoutException",
                "PriorRequestNotComplete",
                "TooManyRequestsException",
                "SlowDown" ->
                true;
            default -> false;
          };
    }

    /** Whether it is known that nothing was done. */
    public boolean isDefinite() {
      return status < 500 || code.contains("Throttl") || code.equals("RequestLimitExceeded");
    }

    /** What EC2 objected to, with a hint where its own words hide the reason. */
    public String inWords(String action) {
      int encoded = message.indexOf(ENCODED);
      String shortened = encoded < 0 ? message : message.substring(0, encoded).strip();
      String hint =
          code.endsWith(".NotFound") || code.equals("UnauthorizedOperation")
              ? " (not found or not permitted: EC2 hides what the role may not see)"
              : "";
      return "%s: %s: %s%s [status %d, request %s]"
          .formatted(
              action,
              code.isEmpty() ? "error" : code,
              shortened,
              hint,
              status,
              requestId.isEmpty() ? "unknown" : requestId);
    }
  }

  /** No answer that can be read: the call may have been carried out, or may still be. */
  record Silence(String detail) implements Reply {}
}
