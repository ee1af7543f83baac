package dev.handoff.simulation.port;

import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.promise.Fact;
import java.time.Duration;

/** The topic as a function sees it: it fails, refuses, or delivers and does not say so. */
final class SimulatedNotifier implements Notifier {

  private static final long QUICK = Duration.ofMillis(10).toNanos();
  private static final long USUAL = Duration.ofMillis(60).toNanos();

  private final Invocation function;

  SimulatedNotifier(Invocation function) {
    this.function = function;
  }

  @Override
  public Delivery send(String topic, Alert alert) {
    function.enter("notify", QUICK, USUAL);
    if (function.strikes(FaultKind.NOTIFIER_FAILS)) {
      switch (function.dice().below(3)) {
        case 0 -> {
          return new Delivery.Refused("simulated: the topic is gone");
        }
        case 1 -> receive(alert);
        default -> {}
      }
      return new Delivery.Failed("simulated: no reply");
    }
    receive(alert);
    function.leave("notify", QUICK, USUAL);
    return new Delivery.Delivered();
  }

  private void receive(Alert alert) {
    function.cloud().history().tell(new Fact.Received(alert.cluster(), alert));
  }
}
