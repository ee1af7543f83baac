package dev.handoff.oci.network;

import org.jspecify.annotations.Nullable;

/** The ETags of answers, without which a change would overwrite whatever is there. */
final class Etags {

  private Etags() {}

  /**
   * An ETag that an answer must have.
   *
   * @throws IllegalStateException if it has none
   */
  static String required(@Nullable String etag, String id) {
    if (etag == null || etag.isEmpty()) {
      throw new IllegalStateException(
          "OCI answered without an ETag for " + id + ", so it cannot be changed safely");
    }
    return etag;
  }
}
