package dev.handoff.beacon.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A service that does as a test tells it. */
final class Fake {

  boolean runs;
  Outcome start = Outcome.OK;
  Outcome health = Outcome.OK;
  @Nullable Finding finding;
  Duration startDelay = World.STEP;
  Duration stopDelay = World.STEP;
  Duration monitorDelay = World.STEP;
  boolean ignoresStop;
  boolean immortal;

  /** The task that has started it, or found it running. */
  long instance;
}
