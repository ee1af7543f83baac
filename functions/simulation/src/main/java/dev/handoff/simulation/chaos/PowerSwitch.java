package dev.handoff.simulation.chaos;

import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.world.Agenda;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Switches machines off for the fence; somebody switches them on again later. */
final class PowerSwitch implements Cloud.Power {

  private final Map<String, Map<String, Machine>> machines;
  private final Agenda agenda;
  private final Dice dice;
  private final Set<String> lost;

  PowerSwitch(
      Map<String, Map<String, Machine>> machines, Agenda agenda, Dice dice, Set<String> lost) {
    this.machines = machines;
    this.agenda = agenda;
    this.dice = dice;
    this.lost = lost;
  }

  @Override
  public void off(String cluster, String node) {
    Machine machine = machine(cluster, node);
    if (machine == null) {
      return;
    }
    agenda.after(
        dice.between(Duration.ofMillis(100), Duration.ofSeconds(20)),
        () -> {
          if (machine.isOn()) {
            machine.powerOff("is powered off by the fence");
            agenda.after(
                dice.between(Duration.ofSeconds(30), Duration.ofMinutes(5)),
                () -> {
                  if (!lost.contains(cluster + "/" + node)) {
                    machine.powerOn();
                  }
                });
          }
        });
  }

  @Override
  public boolean isOff(String cluster, String node) {
    Machine machine = machine(cluster, node);
    return machine == null || !machine.isOn();
  }

  private @org.jspecify.annotations.Nullable Machine machine(String cluster, String node) {
    return machines.getOrDefault(cluster, Map.of()).get(node);
  }
}
