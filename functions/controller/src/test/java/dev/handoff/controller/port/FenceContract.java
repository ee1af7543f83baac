package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.events.spec.NodeSpec;
import org.junit.jupiter.api.Test;

/** What every fence must do. */
public abstract class FenceContract {

  /** More questions than any implementation under test needs until a machine is off. */
  private static final int ENOUGH = 20;

  /** The fence under test. */
  protected abstract Fence fence();

  /** A machine that runs. */
  protected abstract NodeSpec running();

  /** A machine that the cloud does not know. */
  protected abstract NodeSpec unknown();

  /** Whether the cloud says that the machine runs. */
  protected abstract boolean runs(NodeSpec node);

  @Test
  void askedAgainAndAgainTheMachineIsOff() {
    NodeSpec node = running();
    assertTrue(runs(node));

    assertEquals(new Fenced.Off(), untilDecided(node));
    assertFalse(runs(node));
  }

  @Test
  void aMachineThatIsOffStaysOff() {
    NodeSpec node = running();
    untilDecided(node);

    assertEquals(new Fenced.Off(), fence().powerOff(node));
    assertFalse(runs(node));
  }

  @Test
  void aMachineThatIsNotThereIsRefused() {
    assertInstanceOf(Fenced.Refused.class, fence().powerOff(unknown()));
  }

  private Fenced untilDecided(NodeSpec node) {
    Fenced last = fence().powerOff(node);
    for (int i = 0; i < ENOUGH && last instanceof Fenced.NotYet; i++) {
      last = fence().powerOff(node);
    }
    return last;
  }
}
