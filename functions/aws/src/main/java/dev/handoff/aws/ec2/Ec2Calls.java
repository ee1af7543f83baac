package dev.handoff.aws.ec2;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Repeats what was turned away for the moment, with the SDK's backoff and jitter, until a limit.
 */
final class Ec2Calls {

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2));

  /** Values that one filter may have. */
  private static final int VALUES_PER_FILTER = 200;

  private static final int MAX_PAGES = 100;

  private final Ec2Query query;
  private final Limits limits;
  private final Time time;

  Ec2Calls(Ec2Query query, Limits limits, Time time) {
    this.query = query;
    this.limits = limits;
    this.time = time;
  }

  /** Changes something; {@code current} is asked before each attempt. */
  Outcome change(String action, Map<String, String> parameters, BooleanSupplier current) {
    return repeat(action, parameters, limits.change(), current);
  }

  private Outcome repeat(
      String action, Map<String, String> parameters, Duration limit, BooleanSupplier current) {
    long start = time.nanos();
    boolean doubtful = false;
    for (int attempt = 1; ; attempt++) {
      if (!current.getAsBoolean()) {
        return new Outcome.NotCurrent(doubtful);
      }
      String detail;
      switch (query.call(action, parameters)) {
        case Reply.Success success -> {
          return new Outcome.Done(success.body());
        }
        case Reply.Failure failure when !failure.isTemporary() -> {
          return new Outcome.Refused(failure.code(), failure.inWords(action), doubtful);
        }
        case Reply.Failure failure -> {
          doubtful |= !failure.isDefinite();
          detail = failure.inWords(action);
        }
        case Reply.Silence silence -> {
          doubtful = true;
          detail = silence.detail();
        }
      }
      Duration delay = BACKOFF.computeDelay(attempt);
      if (time.nanos() - start + delay.toNanos() >= limit.toNanos()) {
        return new Outcome.GivenUp(detail + ", after " + attempt + " attempts", doubtful);
      }
      time.pause(delay);
    }
  }

  /**
   * Lists what matches, over all pages.
   *
   * @param set name of the element whose items are wanted
   * @param filters names and values; the first may have many values and then becomes several calls
   */
  Listing list(String action, String set, List<Filter> filters, Patience patience) {
    Duration limit = patience == Patience.ONE_TRY ? Duration.ZERO : limits.read();
    List<Xml> found = new ArrayList<>();
    for (List<Filter> chunk : chunks(filters)) {
      Map<String, String> parameters = new HashMap<>(Filter.parameters(chunk));
      for (int page = 0; ; page++) {
        Outcome outcome = repeat(action, parameters, limit, () -> true);
        switch (outcome) {
          case Outcome.Done done -> {
            found.addAll(done.body().items(set));
            parameters.put("NextToken", done.body().text("nextToken"));
          }
          case Outcome.Refused refused -> {
            return new Listing.Unreadable(refused.detail());
          }
          case Outcome.GivenUp givenUp -> {
            return new Listing.Unreadable(givenUp.detail());
          }
          case Outcome.NotCurrent notCurrent ->
              throw new IllegalStateException("reading does not ask who is current");
        }
        if (parameters.get("NextToken").isEmpty()) {
          break;
        }
        if (page == MAX_PAGES) {
          return new Listing.Unreadable(action + ": more than " + MAX_PAGES + " pages");
        }
      }
    }
    return new Listing.Complete(found);
  }

  /** Splits the values of the first filter, which is the long one. */
  private static List<List<Filter>> chunks(List<Filter> filters) {
    List<List<Filter>> chunks = new ArrayList<>();
    Filter first = filters.getFirst();
    for (int from = 0; from < first.values().size(); from += VALUES_PER_FILTER) {
      int to = Math.min(from + VALUES_PER_FILTER, first.values().size());
      List<Filter> chunk = new ArrayList<>(filters);
      chunk.set(0, new Filter(first.name(), first.values().subList(from, to)));
      chunks.add(chunk);
    }
    return chunks;
  }

  /** How much a reading is worth. */
  enum Patience {
    /** It only saves a call or explains an outcome. */
    ONE_TRY,
    /** It is what the caller came for. */
    REPEATED
  }

  /** A condition on what is listed: one of the values. */
  record Filter(String name, List<String> values) {

    Filter {
      values = List.copyOf(values);
    }

    static Map<String, String> parameters(List<Filter> filters) {
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < filters.size(); i++) {
        String prefix = "Filter." + (i + 1);
        parameters.put(prefix + ".Name", filters.get(i).name());
        List<String> values = filters.get(i).values();
        for (int j = 0; j < values.size(); j++) {
          parameters.put(prefix + ".Value." + (j + 1), values.get(j));
        }
      }
      return parameters;
    }
  }

  /** What listing came to. */
  sealed interface Listing {

    record Complete(List<Xml> items) implements Listing {}

    record Unreadable(String detail) implements Listing {}
  }
}
