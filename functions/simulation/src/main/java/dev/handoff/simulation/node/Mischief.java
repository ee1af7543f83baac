package dev.handoff.simulation.node;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.node.SimulatedService.Health;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.world.Agenda;
import java.time.Duration;
import java.util.List;

/** Carries out the faults that befall one machine, and takes them back when they are over. */
public final class Mischief {

  /** Drift stays within what the spec of isolation allows for. */
  private static final double MOST_DRIFT = 0.04;

  private static final long MOST_WRONG = Duration.ofMinutes(15).toMillis();

  private final Machine machine;
  private final Cloud cloud;
  private final Agenda agenda;
  private final ClusterSpec spec;

  public Mischief(Machine machine, Cloud cloud, ClusterSpec spec) {
    this.machine = machine;
    this.cloud = cloud;
    this.agenda = cloud.agenda();
    this.spec = spec;
  }

  /** Begins a fault. */
  public void begin(Fault fault) {
    switch (fault.kind()) {
      case NODE_CRASH, ZONE_LOSS -> machine.powerOff("loses power");
      case NODE_REBOOT -> {
        machine.powerOff("reboots");
        machine.powerOn();
      }
      case NODE_LEAVE -> {
        machine.truth().wasUnruly(agenda.now());
        machine.leave();
      }
      case NODE_FREEZE -> machine.freeze(false);
      case NODE_PAUSE -> machine.freeze(true);
      case BEACON_CRASH -> {
        machine.truth().beginUnruly();
        machine.endBeacon();
      }
      case NODE_CLOCK_JUMP ->
          machine.clock().setWrong((long) ((fault.strength() * 2 - 1) * MOST_WRONG));
      case NODE_CLOCK_DRIFT ->
          machine.clock().rate(1 + (fault.strength() * 2 - 1) * MOST_DRIFT, agenda.now());
      case GARBLED_BEAT -> cloud.mailbox(machine.key()).garble();
      case CUT -> machine.uplink().cut++;
      case REPLIES_LOST -> machine.uplink().repliesLost++;
      case PEERS_UNREADABLE -> machine.uplink().peersLost++;
      case PEERS_LATE -> machine.uplink().peersLate++;
      case SLOW_NETWORK -> machine.uplink().slow++;
      case GATEWAY_LOST -> machine.host().gatewaysLost++;
      case PROBE_BLIND -> machine.host().probesBlind++;
      default -> service(fault, 1);
    }
  }

  /** Takes a fault back. */
  public void end(Fault fault) {
    switch (fault.kind()) {
      case NODE_CRASH, ZONE_LOSS -> machine.powerOn();
      case NODE_LEAVE -> {
        machine.powerOff("is off");
        machine.powerOn();
      }
      case NODE_FREEZE, NODE_PAUSE -> machine.thaw();
      case BEACON_CRASH -> {
        machine.truth().endUnruly(agenda.now());
        machine.startBeacon();
      }
      case NODE_CLOCK_JUMP -> machine.clock().setWrong(0);
      case NODE_CLOCK_DRIFT -> machine.clock().rate(1, agenda.now());
      case CUT -> machine.uplink().cut--;
      case REPLIES_LOST -> machine.uplink().repliesLost--;
      case PEERS_UNREADABLE -> machine.uplink().peersLost--;
      case PEERS_LATE -> machine.uplink().peersLate--;
      case SLOW_NETWORK -> machine.uplink().slow--;
      case GATEWAY_LOST -> machine.host().gatewaysLost--;
      case PROBE_BLIND -> machine.host().probesBlind--;
      case NODE_REBOOT, GARBLED_BEAT -> {}
      default -> service(fault, -1);
    }
  }

  private void service(Fault fault, int step) {
    List<Service> all =
        spec.groups().stream().map(GroupSpec::services).flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return;
    }
    Service service = all.get(fault.choose(all.size()));
    SimulatedService state = machine.host().service(service.name());
    switch (fault.kind()) {
      case SERVICE_CRASH -> {
        if (step > 0) {
          machine.host().crash(service);
        }
      }
      case SERVICE_HANGS -> {
        if (step > 0) {
          machine.host().spoil(service, Health.MUTE);
        }
      }
      case SERVICE_FAILS -> {
        if (step > 0) {
          machine.host().spoil(service, Health.BAD);
        }
      }
      case SERVICE_FLAPS -> {
        state.flaps += step;
        if (step > 0) {
          machine.host().crash(service);
        }
      }
      case START_FAILS -> state.startFails += step;
      case START_HANGS -> state.startHangs += step;
      case STOP_HANGS -> state.stopHangs += step;
      case STOP_FAILS -> {
        state.stopFails += step;
        unruly(step);
      }
      case CHECK_UNKNOWN -> state.unknown += step;
      default -> throw new IllegalArgumentException(fault.kind() + " is of no machine");
    }
  }

  private void unruly(int step) {
    if (step > 0) {
      machine.truth().beginUnruly();
    } else {
      machine.truth().endUnruly(agenda.now());
    }
  }
}
