package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonObject;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreUnavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls the controller's function: it says only "look at this cluster", and does not wait for what
 * comes of it (a detached invocation).
 *
 * <p>A beat with news is followed by a call, which must not be lost: one that fails is owed, and
 * each later beat tries again, a little less often each time. It never costs a beat its
 * acknowledgement: if the function is away for an hour, nodes go on as before, and isolate
 * themselves no more than if all were well. Without news the function is called once in a while
 * too: nothing else would have it look when a deadline passes, and it stays warm.
 */
final class Summons {

  /** A function that is not warm may take some seconds before it takes the call. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** {@link #FIRST_PAUSE}, doubled so often, is longer than {@link #LONGEST_PAUSE}. */
  private static final int MOST_DOUBLINGS = 6;

  private static final int ACCEPTED = 202;

  private final OciCall call;
  private final OciRequest urgent;
  private final OciRequest routine;
  private final @Nullable Duration every;
  private final Surroundings surroundings;

  /** Grows with each beat that has news. */
  private long news;

  /** The news that an accepted call has covered. */
  private long covered;

  private boolean underWay;
  private int failures;
  private long notBefore = Long.MIN_VALUE;
  private long accepted;

  /**
   * @param function below which it is invoked
   * @param every how often it is called without news; zero: never
   */
  Summons(OciCall call, URI function, String cluster, Duration every, Surroundings surroundings) {
    this.call = call;
    URI invoke = URI.create(function + "/actions/invoke");
    this.urgent = detached(invoke, "beat", cluster);
    this.routine = detached(invoke, "tick", cluster);
    this.every = every.isZero() ? null : every;
    this.surroundings = surroundings;
    this.accepted = surroundings.nanos().getAsLong();
  }

  /** The store holds a beat. */
  void beatStored(boolean hasNews) {
    synchronized (this) {
      if (hasNews) {
        news++;
        notBefore = Long.MIN_VALUE;
      }
      if (underWay || !isDue()) {
        return;
      }
      underWay = true;
    }
    surroundings.aside().execute(this::catchUp);
  }

  /**
   * Calls, and waits until it is known that the call has arrived: for a node that leaves, and has
   * no later beat.
   *
   * @throws StoreUnavailable if the call was refused, or it is not known whether it arrived
   */
  void now() throws StoreUnavailable {
    send(urgent);
  }

  private void send(OciRequest request) throws StoreUnavailable {
    try {
      Answer answer = call.send(request, TIMEOUT);
      if (answer.status() != ACCEPTED && !answer.isOk()) {
        throw new StoreUnavailable("the function was not called: " + OciCall.refusal(answer));
      }
    } catch (IOException e) {
      throw new StoreUnavailable("the function was not called: " + request.url() + ": " + e, e);
    }
  }

  private boolean isDue() {
    long now = surroundings.nanos().getAsLong();
    boolean owed = news > covered || (every != null && now - accepted >= every.toNanos());
    return owed && (notBefore == Long.MIN_VALUE || now - notBefore >= 0);
  }

  /** Calls until no news has come during the call. */
  private void catchUp() {
    boolean more = true;
    while (more) {
      long known = newest();
      @Nullable StoreUnavailable failure = null;
      try {
        send(isNews(known) ? urgent : routine);
      } catch (StoreUnavailable e) {
        failure = e;
      }
      more = ended(known, failure);
    }
  }

  private synchronized boolean isNews(long known) {
    return known > covered;
  }

  private synchronized long newest() {
    return news;
  }

  /** Whether to call at once again. */
  private synchronized boolean ended(long known, @Nullable StoreUnavailable failure) {
    long now = surroundings.nanos().getAsLong();
    if (failure == null) {
      if (failures > 0) {
        surroundings.log().accept("the function takes calls again");
      }
      failures = 0;
      notBefore = Long.MIN_VALUE;
      covered = known;
      accepted = now;
      underWay = news > covered;
      return underWay;
    }
    if (failures == 0) {
      surroundings.log().accept(failure.getMessage() + "; each beat tries again");
    }
    notBefore = now + pause(failures);
    failures++;
    underWay = false;
    return false;
  }

  private static long pause(int failures) {
    long doubled = FIRST_PAUSE.toNanos() << Math.min(failures, MOST_DOUBLINGS);
    return Math.min(doubled, LONGEST_PAUSE.toNanos());
  }

  /**
   * @param reason {@code beat}: it has news; {@code tick}: it is time to look at everything again
   */
  private static OciRequest detached(URI invoke, String reason, String cluster) {
    JsonObject which = new JsonObject();
    which.addProperty("cluster", cluster);
    JsonObject event = new JsonObject();
    event.add(reason, which);
    return OciRequest.post(invoke, event.toString()).with("fn-invoke-type", "detached");
  }
}
