package dev.handoff.simulation.fault;

import dev.handoff.simulation.world.Dice;
import java.util.EnumMap;
import java.util.Map;

/** The faults in force that befall nobody in particular: how likely each is to strike right now. */
public final class Weather {

  private final Map<FaultKind, Fault> inForce = new EnumMap<>(FaultKind.class);

  public void begin(Fault fault) {
    inForce.put(fault.kind(), fault);
  }

  /** Ends a fault, unless a newer one of its kind has begun since. */
  public void end(Fault fault) {
    inForce.remove(fault.kind(), fault);
  }

  /** Whether a fault strikes now. */
  public boolean strikes(FaultKind kind, Dice dice) {
    if (inForce.isEmpty()) {
      return false;
    }
    Fault fault = inForce.get(kind);
    return fault != null && dice.chance(fault.strength());
  }

  public void clear() {
    inForce.clear();
  }
}
