package dev.handoff.simulation.node;

import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.port.Mailbox;
import dev.handoff.simulation.world.Agenda;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a machine's beacon reaches store and function, as the transports of the beacon do. */
final class StoreLink {

  /** So often does a beacon call the function where it has to do so itself. */
  private static final long BETWEEN_CALLS = Duration.ofSeconds(50).toNanos();

  private final Machine machine;
  private final Cloud cloud;
  private final Agenda agenda;
  private final Uplink uplink;
  private final Machine.Controller controller;
  private final Dice dice;
  private final Map<String, PeerBeat> seen = new HashMap<>();

  /** When the store has taken a beat, and when this machine has called the function. */
  private long heardAt;

  private long calledAt = -BETWEEN_CALLS;

  StoreLink(Machine machine, Cloud cloud, Machine.Controller controller, Dice dice) {
    this.machine = machine;
    this.cloud = cloud;
    this.agenda = cloud.agenda();
    this.uplink = machine.uplink();
    this.controller = controller;
    this.dice = dice;
  }

  /** The newest beacon that has found orders. */
  private long orderedBeacon = -1;

  /** For how long the store has not taken a beat. */
  long quietFor() {
    return agenda.now() - heardAt;
  }

  void publish(Action.Publish action) {
    Beat beat =
        action
            .draft()
            .sentAt(
                Cloud.BEGINNING.plusNanos(agenda.now()).plusMillis(machine.clock().wallError()));
    long bornIn = machine.beacon();
    long sequence = beat.sequence();
    agenda.after(
        uplink.delay(),
        () -> {
          if (!uplink.reaches()) {
            if (uplink.noticesLoss()) {
              answer(bornIn, new Event.BeatFailed(sequence, "simulated: no route"));
            }
            return;
          }
          Mailbox mailbox = cloud.mailbox(machine.key());
          mailbox.put(beat);
          machine.truth().arrived(beat.boot(), sequence, beat.leaving(), agenda.now());
          heardAt = agenda.now();
          if (cloud.provider() == Provider.OCI) {
            taken(bornIn, beat);
          } else {
            if (beat.urgent()) {
              controller.urgent(beat);
            }
            acknowledge(bornIn, sequence);
          }
        });
  }

  private void acknowledge(long bornIn, long sequence) {
    if (uplink.returns()) {
      Orders orders = cloud.mailbox(machine.key()).orders();
      if (orders != null) {
        machine.truth().hasOrders();
        orderedBeacon = bornIn;
      } else if (orderedBeacon == bornIn) {
        machine.truth().forget();
      }
      answer(bornIn, new Event.BeatAcknowledged(sequence, orders));
    }
  }

  /** A stream answers first; then the beacon asks for its orders, and calls the function. */
  private void taken(long bornIn, Beat beat) {
    if (!uplink.returns()) {
      return;
    }
    machine.later(
        uplink.delay(),
        () -> {
          if (!machine.isBeacon(bornIn)) {
            return;
          }
          if (beat.urgent() || agenda.now() - calledAt >= BETWEEN_CALLS) {
            calledAt = agenda.now();
            agenda.after(uplink.delay(), () -> call(beat));
          }
          agenda.after(
              uplink.delay(),
              () -> {
                if (uplink.reaches()) {
                  acknowledge(bornIn, beat.sequence());
                } else if (uplink.noticesLoss()) {
                  answer(bornIn, new Event.BeatFailed(beat.sequence(), "simulated: no route"));
                }
              });
        });
  }

  private void call(Beat beat) {
    if (!uplink.reaches()) {
      return;
    }
    if (beat.urgent()) {
      controller.urgent(beat);
    } else {
      controller.tick(beat);
    }
  }

  private void answer(long bornIn, Event event) {
    machine.later(
        uplink.delay(),
        () -> {
          if (machine.isBeacon(bornIn)) {
            machine.feed(event);
          }
        });
  }

  void readPeers(Action.ReadPeers action) {
    if (!uplink.showsPeers()) {
      if (uplink.noticesLoss()) {
        answer(
            machine.beacon(), new Event.PeersUnreadable(action.reading(), "simulated: no route"));
      }
      return;
    }
    List<PeerBeat> beats = new ArrayList<>();
    for (Plan.Peer peer : action.peers()) {
      PeerBeat newest = cloud.mailbox(peer.key()).peerBeat(peer.key());
      PeerBeat before = seen.get(peer.key());
      // A cursor that lags behind shows what it showed before.
      PeerBeat beat = uplink.peersLate > 0 && dice.chance(0.7) ? before : newest;
      if (beat != null) {
        seen.put(peer.key(), beat);
        beats.add(beat);
      }
    }
    answer(machine.beacon(), new Event.PeersRead(action.reading(), beats));
  }

  void fetchPlan() {
    Plan plan = cloud.mailbox(machine.key()).plan();
    if (!uplink.returns() || plan == null) {
      answer(machine.beacon(), new Event.PlanUnavailable("simulated: no plan"));
    } else {
      machine.keep(plan);
      answer(machine.beacon(), new Event.PlanArrived(plan));
    }
  }
}
