package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Service;

/** Services that somebody else starts and stops: only their monitors say anything about them. */
final class ExternalDriver implements ServiceDriver {

  @Override
  public Finding inspect(Service service, Task task) {
    return new Finding.IsStopped();
  }

  @Override
  public Outcome start(Service service, Task task) {
    return Outcome.OK;
  }

  @Override
  public Outcome stop(Service service, Task task) {
    return Outcome.OK;
  }

  @Override
  public Outcome check(Service service, Task task) {
    return new Outcome.Unknown("an external service has no check of its own");
  }
}
