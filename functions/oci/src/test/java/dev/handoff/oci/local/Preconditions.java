package dev.handoff.oci.local;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * If-Match and If-None-Match. Source: each operation's "Parameters" in the API reference, such as
 * UpdatePrivateIp (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/PrivateIp/UpdatePrivateIp).
 */
public final class Preconditions {

  private Preconditions() {}

  /**
   * Holds a change against the ETag that the caller last saw.
   *
   * @param etag of what is there
   * @throws OciRefusal with status 412 if it is another
   */
  public static void ifMatch(OciRequest request, String etag) {
    Optional<String> wanted = request.header("if-match");
    if (wanted.isPresent() && !matches(wanted.get(), etag)) {
      throw new OciRefusal(412, "NoEtagMatch", "the ETag is " + etag + ", not " + wanted.get());
    }
  }

  /** Whether a list of ETags, or a star, names this one; null: nothing is there. */
  public static boolean matches(String list, @Nullable String etag) {
    if (etag == null) {
      return false;
    }
    for (String each : list.split(",", -1)) {
      String bare = each.strip().replace("\"", "");
      if (bare.equals("*") || bare.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
