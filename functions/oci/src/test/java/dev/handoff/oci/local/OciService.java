package dev.handoff.oci.local;

import java.util.Optional;

/** One service of the cloud. Calls arrive on many threads at once. */
public interface OciService {

  /**
   * Answers a call of a known caller.
   *
   * @return empty when the path is none of this service's
   * @throws OciRefusal if the call ends with an error
   */
  Optional<OciReply> answer(OciRequest request);
}
