package dev.handoff.beacon.transport;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns a fault of the program on the way to the store into an answer. The loop waits for one, and
 * a thread that dies gives none.
 */
public final class GuardedTransport implements Transport {

  private final Transport transport;
  private final Consumer<Throwable> log;

  /**
   * @param log hears of each fault, with the place in the program
   */
  public GuardedTransport(Transport transport, Consumer<Throwable> log) {
    this.transport = transport;
    this.log = log;
  }

  @Override
  public Reply publish(Beat beat) {
    try {
      return guarded(() -> transport.publish(beat));
    } catch (StoreUnavailable e) {
      return new Reply.Failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<PeerBeat> peers(List<Plan.Peer> peers) throws StoreUnavailable {
    return guarded(() -> transport.peers(peers));
  }

  @Override
  public Plan plan(String version) throws StoreUnavailable {
    return guarded(() -> transport.plan(version));
  }

  /** What is wrong with a class or a library comes as an error, and no sooner than it is used. */
  private <T> T guarded(Call<T> call) throws StoreUnavailable {
    try {
      return call.run();
    } catch (RuntimeException | LinkageError e) {
      log.accept(e);
      throw new StoreUnavailable("a fault of the beacon: " + e, e);
    }
  }

  private interface Call<T> {
    T run() throws StoreUnavailable;
  }
}
