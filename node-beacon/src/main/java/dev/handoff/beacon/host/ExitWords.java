package dev.handoff.beacon.host;

import java.util.Map;

/** Exit codes for people. */
final class ExitWords {

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15,
          "SIGTERM");

  private ExitWords() {}

  /** For example {@code exited with 1} or {@code killed by SIGKILL}. */
  static String of(int code) {
    if (code <= 128) {
      return "exited with " + code;
    }
    return "killed by " + SIGNALS.getOrDefault(code - 128, "signal " + (code - 128));
  }
}
