package dev.handoff.console.deployment;

/** Nobody's credentials were found, or they have run out. The message says what to do. */
public final class NoCredentials extends Exception {

  /** What a person does about it. */
  public static final String MEND =
      "choose a profile (AWS_PROFILE), log in (aws sso login), or set AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY";

  NoCredentials(String message) {
    super(message);
  }
}
