package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Service;

/** Services of a kind that this version cannot run: it says so, and leaves them alone. */
final class UnsupportedDriver implements ServiceDriver {

  private final String why;

  /**
   * @param kind as people call it
   */
  UnsupportedDriver(String kind) {
    this.why = kind + " is not supported by this beacon version";
  }

  @Override
  public Finding inspect(Service service, Task task) {
    return new Finding.Unclear(why);
  }

  @Override
  public Outcome start(Service service, Task task) {
    return new Outcome.Failed(why);
  }

  /** Nothing of it runs by this beacon's doing. */
  @Override
  public Outcome stop(Service service, Task task) {
    return Outcome.OK;
  }

  @Override
  public Outcome check(Service service, Task task) {
    return new Outcome.Unknown(why);
  }
}
