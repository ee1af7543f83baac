package dev.handoff.beacon.host;

import java.util.Optional;

/**
 * Names one process for as long as the machine is up.
 *
 * @param started {@link ProcessStat#started}; zero where that is not known, and then the pid alone
 *     must do
 */
record SupervisedPid(long pid, long started) {

  static SupervisedPid of(long pid) {
    return new SupervisedPid(pid, ProcessStat.of(pid).map(ProcessStat::started).orElse(0L));
  }

  /** Whether that process, and not a later one of the same number, is alive. */
  boolean isAlive() {
    return !isReused()
        && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
        && !ProcessStat.isDead(pid);
  }

  /** Whether the number belongs to another process by now. */
  boolean isReused() {
    return started != 0
        && ProcessStat.of(pid).filter(stat -> stat.started() != started).isPresent();
  }

  String text() {
    return pid + " " + started + "\n";
  }

  static Optional<SupervisedPid> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new SupervisedPid(Long.parseLong(words[0]), Long.parseLong(words[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
