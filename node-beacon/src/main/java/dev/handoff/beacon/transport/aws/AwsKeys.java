package dev.handoff.beacon.transport.aws;

import org.jspecify.annotations.Nullable;

/**
 * What calls to AWS are signed with.
 *
 * @param token of a session; null: the keys are a user's own
 */
record AwsKeys(String accessKey, String secretKey, @Nullable String token) {

  /** Names nothing that is secret. */
  @Override
  public String toString() {
    return "AwsKeys[" + accessKey + "]";
  }
}
