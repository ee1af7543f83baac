package dev.handoff.oci;

import com.oracle.bmc.model.BmcException;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How calls that may be repeated are repeated: reads, and writes that name the state they replace.
 * Source of what is worth it: API Errors
 * (docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm), column "Retry".
 */
public final class Calls {

  private static final int MOST_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(80);

  /** After so long no further try begins: an evaluation that hangs does not fail over. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final Time time;

  public Calls(Time time) {
    this.time = time;
  }

  /**
   * Makes a call, several times if it must be.
   *
   * @param what it does and where, for the message: "reading the object x"
   * @throws CloudUnavailable if it was refused, or never answered; then nobody knows whether it was
   *     applied
   */
  public <T> T make(String what, Supplier<T> call) {
    return unless(refusal -> false, what, call)
        .orElseThrow(() -> new IllegalStateException(what + ": no refusal was expected"));
  }

  /**
   * The same where one kind of refusal is an answer.
   *
   * @return empty: it was refused like this
   */
  public <T> Optional<T> unless(Predicate<BmcException> expected, String what, Supplier<T> call) {
    long start = time.nanos();
    for (int attempt = 1; ; attempt++) {
      RuntimeException failure;
      try {
        return Optional.of(call.get());
      } catch (BmcException e) {
        if (expected.test(e)) {
          return Optional.empty();
        }
        failure = e;
      } catch (UncheckedIOException e) {
        failure = e;
      }
      boolean late = time.nanos() - start > LONGEST.toNanos();
      if (!passes(failure) || attempt == MOST_TRIES || late) {
        throw new CloudUnavailable(what + ": " + reason(failure), failure);
      }
      time.pause(pause(attempt));
    }
  }

  /**
   * A member that every answer of the service has. An answer without it came from somebody else,
   * such as a proxy, and counts as none.
   *
   * @throws UncheckedIOException if it is missing
   */
  public static <T> T required(@Nullable T member, String name) {
    if (member == null) {
      throw new UncheckedIOException(new IOException("the answer has no " + name));
    }
    return member;
  }

  /** Doubling, with up to half as much again, so that many who were throttled do not meet again. */
  private static Duration pause(int attempt) {
    long millis = FIRST_PAUSE.toMillis() << (attempt - 1);
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2));
  }

  /** Whether it may be otherwise in a moment. */
  private static boolean passes(RuntimeException failure) {
    return !(failure instanceof BmcException refusal)
        || refusal.isTimeout()
        || refusal.isClientSide()
        || switch (refusal.getStatusCode()) {
          case 409 -> refusal.getServiceCode().startsWith("Concurrent");
          case 429 -> true;
          case 501 -> false;
          // Zero or less: no answer came.
          default -> refusal.getStatusCode() >= 500 || refusal.getStatusCode() <= 0;
        };
  }

  /** What people need of an error; the SDK's own message has a dozen lines. */
  private static String reason(RuntimeException failure) {
    if (!(failure instanceof BmcException refusal)) {
      return String.valueOf(failure.getMessage());
    }
    boolean unanswered = refusal.getStatusCode() <= 0 || refusal.isClientSide();
    return unanswered
        ? "no answer: " + refusal.getUnmodifiedMessage()
        : "%d %s: %s (opc-request-id %s)"
            .formatted(
                refusal.getStatusCode(),
                refusal.getServiceCode(),
                refusal.getUnmodifiedMessage(),
                refusal.getOpcRequestId());
  }
}
