package dev.handoff.simulation.node;

/**
 * A machine's clocks, seen from the world's time. The monotonic one starts at the boot, runs too
 * fast or too slow, and may stand still while the machine does; the wall clock may be set wrong.
 */
final class MachineClock {

  private double rate = 1;
  private long anchor;
  private long uptime;
  private boolean stopped;
  private long wallError;

  /** The machine boots: uptime begins anew. */
  void boot(long now, long firstUptime) {
    anchor = now;
    uptime = firstUptime;
    stopped = false;
  }

  /** Uptime in nanoseconds, as the machine reads it; never goes back. */
  long uptime(long now) {
    return stopped ? uptime : uptime + (long) ((now - anchor) * rate);
  }

  /** The first moment of the world at which the machine reads at least this uptime. */
  long worldTime(long wanted) {
    double left = (wanted - uptime) / rate;
    return left <= 0 ? anchor : anchor + (long) Math.ceil(left) + 1;
  }

  void rate(double next, long now) {
    settle(now);
    rate = next;
  }

  void stop(long now) {
    settle(now);
    stopped = true;
  }

  void goOn(long now) {
    settle(now);
    stopped = false;
  }

  /** What the wall clock shows too much, in milliseconds. */
  long wallError() {
    return wallError;
  }

  void setWrong(long millis) {
    wallError = millis;
  }

  private void settle(long now) {
    uptime = uptime(now);
    anchor = now;
  }
}
