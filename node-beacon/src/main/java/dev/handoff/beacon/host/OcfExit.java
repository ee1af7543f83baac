package dev.handoff.beacon.host;

import java.util.Arrays;

/**
 * The exit codes of resource agents. See the <a
 * href="https://github.com/ClusterLabs/OCF-spec/blob/main/ra/1.1/resource-agent-api.md">OCF
 * resource agent API 1.1</a>, "Exit status codes"; degraded is Pacemaker's, and no failure there.
 */
enum OcfExit {
  OK(0, "works"),
  GENERIC(1, "failed"),
  BAD_ARGUMENTS(2, "was given parameters that it cannot use"),
  UNIMPLEMENTED(3, "does not know what it was asked for"),
  NO_PERMISSION(4, "lacks a permission"),
  NOT_INSTALLED(5, "finds no program of the service on this machine"),
  NOT_CONFIGURED(6, "is not configured as it needs to be"),
  NOT_RUNNING(7, "says that the service does not run"),
  RUNNING_PROMOTED(8, "works, and is promoted"),
  FAILED_PROMOTED(9, "failed, and is promoted"),
  DEGRADED(190, "works, but is degraded"),
  DEGRADED_PROMOTED(191, "works, but is degraded, and is promoted");

  private final int code;
  private final String words;

  OcfExit(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** What a code means; one that the standard does not name is a failure like any other. */
  static OcfExit of(int code) {
    return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst().orElse(GENERIC);
  }

  /** Whether the service works. */
  boolean works() {
    return switch (this) {
      case OK, RUNNING_PROMOTED, DEGRADED, DEGRADED_PROMOTED -> true;
      default -> false;
    };
  }

  /** Whether the agent could not do its work, so that nothing is known of the service. */
  boolean saysNothing() {
    return switch (this) {
      case BAD_ARGUMENTS, UNIMPLEMENTED, NO_PERMISSION, NOT_CONFIGURED -> true;
      default -> false;
    };
  }

  /** For people, after the agent's name. */
  String inWords() {
    return words;
  }
}
