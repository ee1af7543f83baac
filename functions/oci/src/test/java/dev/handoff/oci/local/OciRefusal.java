package dev.handoff.oci.local;

/** Ends a call with an error. */
public final class OciRefusal extends RuntimeException {

  private final transient OciReply reply;

  public OciRefusal(int status, String code, String message) {
    super(status + " " + code + ": " + message);
    reply = OciReply.error(status, code, message);
  }

  /**
   * What is not there, and what the caller may not see, look the same. Source: API Errors
   * (docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm), 404 NotAuthorizedOrNotFound.
   */
  public static OciRefusal notFound(String what) {
    return new OciRefusal(
        404,
        "NotAuthorizedOrNotFound",
        "Authorization failed or requested resource not found: " + what);
  }

  OciReply reply() {
    return reply;
  }
}
