package dev.handoff.controller;

import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Visits every state of a small cluster that a bounded number of events can lead to, breadth first,
 * with the production code in every step. A state is reached by playing its events anew, and is
 * known again by all that later steps depend on: the record, the orders, the nodes and the cloud.
 * Times count by how long ago they are, up to {@link #FORGOTTEN}, and epochs from the group's own.
 */
final class Explorer {

  /** Longer than every timeout of the explored specs but the window of moves. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(20);

  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  private static final Pattern EPOCH = Pattern.compile("epoch=(\\d+)");
  private static final Pattern COUNTERS = Pattern.compile("(sequence|revision|number)=\\d+");

  private final ClusterSpec spec;
  private final List<Trouble> troubles;
  private final Set<String> seen = new HashSet<>();
  private long steps;

  Explorer(ClusterSpec spec, List<Trouble> troubles) {
    this.spec = spec;
    this.troubles = troubles;
  }

  /** How many different states were visited. */
  int states() {
    return seen.size();
  }

  /** How many steps led to them, or to one that was known. */
  long steps() {
    return steps;
  }

  /**
   * Visits all states within so many events.
   *
   * @throws AssertionError if a promise is broken in one of them, with the events that lead there
   */
  void explore(int depth) {
    List<List<Trouble>> frontier = List.of(List.of());
    for (int level = 0; level < depth; level++) {
      List<List<Trouble>> next = new ArrayList<>();
      for (List<Trouble> path : frontier) {
        for (Trouble trouble : troubles) {
          List<Trouble> longer = new ArrayList<>(path);
          longer.add(trouble);
          if (isNew(longer)) {
            next.add(longer);
          }
        }
      }
      frontier = next;
    }
  }

  private boolean isNew(List<Trouble> path) {
    steps++;
    Stage stage = Stage.serving(spec);
    Promises promises = new Promises(stage);
    try {
      for (Trouble trouble : path) {
        trouble.happen(stage);
        promises.checkSafety();
      }
      if (!seen.add(fingerprint(stage))) {
        return false;
      }
      promises.heal();
      promises.checkServed();
      return true;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("after " + path + ": " + e.getMessage(), e);
    }
  }

  private static String fingerprint(Stage stage) {
    var record = stage.record();
    StringBuilder state = new StringBuilder();
    state.append(record.groups()).append(record.nodes()).append(record.biases());
    state.append(record.maintenance()).append(record.hold()).append(record.freshSince());
    stage.spec.nodes().forEach(node -> state.append(stage.channel.orders(stage.spec, node)));
    state.append(stage.actors).append(stage.addresses).append(stage.store);
    String aged = INSTANT.matcher(state).replaceAll(found -> age(found.group(), stage.clock.now()));
    long epoch = stage.group().epoch();
    String relative =
        EPOCH
            .matcher(aged)
            .replaceAll(found -> "epoch=" + (Long.parseLong(found.group(1)) - epoch));
    return COUNTERS.matcher(relative).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
  }

  private static String age(String instant, Instant now) {
    Duration age = Duration.between(Instant.parse(instant), now);
    return age.compareTo(FORGOTTEN) > 0 ? "long ago" : age.toString();
  }
}
