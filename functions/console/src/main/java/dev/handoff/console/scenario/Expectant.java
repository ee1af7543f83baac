package dev.handoff.console.scenario;

import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.scenario.Expectation.State;
import dev.handoff.console.scenario.Stage.Headcount;
import dev.handoff.console.status.ClusterView;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.json.Kebab;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at the world until it is as expected, or the time is over. */
final class Expectant {

  /** How often it looks. */
  private static final Duration PACE = Duration.ofMillis(10);

  /** So long has an address to answer without a pause before its gap counts as over. */
  private static final Duration STEADY = Duration.ofMillis(250);

  private final Stage stage;
  private final Time time;
  private final int alertsBefore;
  private final Set<String> addresses;

  /**
   * Looks at a stage.
   *
   * @param alertsBefore alerts of before the last deed, which are not news
   * @param addresses names of the addresses of the cluster
   */
  Expectant(Stage stage, Time time, int alertsBefore, Set<String> addresses) {
    this.stage = stage;
    this.time = time;
    this.alertsBefore = alertsBefore;
    this.addresses = Set.copyOf(addresses);
  }

  /** Waits for an expectation of what is recorded, led, or sent. */
  Seen await(Expectation expectation) {
    return switch (expectation) {
      case Expectation.GroupIs e -> until(e.within(), () -> group(e));
      case Expectation.FailCountIs e -> until(e.within(), () -> failCount(e));
      case Expectation.ServiceIs e -> until(e.within(), () -> service(e));
      case Expectation.AttributeIs e -> until(e.within(), () -> attribute(e));
      case Expectation.NeverTwo e -> neverTwo(e);
      case Expectation.Nowhere e -> until(e.within(), () -> nowhere(e));
      case Expectation.ClusterGone e -> until(e.within(), this::gone);
      case Expectation.AddressAt e -> until(e.within(), () -> address(e));
      case Expectation.AlertSent e -> until(e.within(), () -> alert(e));
      case Expectation.Still e -> still(e);
      case Expectation.GapUnder e ->
          throw new IllegalArgumentException("gaps are awaited by awaitGap: " + e);
    };
  }

  /** Waits until the address answers again, or the gap is too long already. */
  Seen awaitGap(Expectation.GapUnder expected) {
    while (true) {
      Gaps gaps = stage.gaps(expected.address()).orElse(null);
      if (gaps == null) {
        return Seen.notMet(expected.address() + " has no client");
      }
      long now = time.nanos();
      Duration largest = gaps.largest(now);
      if (largest.compareTo(expected.under()) >= 0) {
        return Seen.notMet(
            "clients of " + expected.address() + " waited " + Times.inWords(largest));
      }
      if (gaps.steadyFor(now).compareTo(STEADY) >= 0) {
        return Seen.met("they waited " + Times.inWords(largest) + " at most");
      }
      time.pause(PACE);
    }
  }

  private Seen until(Duration within, Supplier<Seen> look) {
    long deadline = time.nanos() + within.toNanos();
    Seen seen = look.get();
    while (!seen.isMet() && deadline - time.nanos() > 0) {
      time.pause(PACE);
      seen = look.get();
    }
    return seen;
  }

  private Seen still(Expectation.Still expected) {
    Expectation.GroupIs same =
        new Expectation.GroupIs(
            expected.group(), expected.node(), State.ACTIVE, Duration.ofMillis(1));
    long end = time.nanos() + expected.period().toNanos();
    long epoch = epoch(expected.group());
    while (end - time.nanos() > 0) {
      Seen seen = group(same);
      if (!seen.isMet()) {
        return seen;
      }
      if (epoch(expected.group()) != epoch) {
        return Seen.notMet(expected.group() + " changed its owner in the meantime");
      }
      time.pause(PACE);
    }
    return Seen.met("nothing changed");
  }

  private long epoch(String group) {
    return stage.record().map(record -> record.group(group).epoch()).orElse(-1L);
  }

  private Seen group(Expectation.GroupIs expected) {
    ClusterRecord record = stage.record().orElse(null);
    if (record == null) {
      return Seen.notMet("the cluster is not there, or cannot be read");
    }
    Assignment assignment = record.group(expected.group());
    boolean held = assignment.hold() != null || record.hold() != null;
    String state = held ? "held" : ClusterView.state(assignment);
    boolean isState =
        state.equals(Kebab.of(expected.state()))
            // What is held is all the same where it is.
            || (held
                && ClusterView.state(assignment.held(null)).equals(Kebab.of(expected.state())));
    boolean isThere = expected.node() == null || expected.node().equals(assignment.owner());
    String words =
        expected.group()
            + " is "
            + state
            + (assignment.owner() == null ? "" : " on " + assignment.owner());
    return isState && isThere ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen failCount(Expectation.FailCountIs expected) {
    int count =
        stage
            .record()
            .map(r -> r.node(expected.node()).failures(expected.resource()).count())
            .orElse(0);
    String words =
        "fail-count of " + expected.resource() + " on " + expected.node() + " is " + count;
    return count == expected.count() ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen service(Expectation.ServiceIs expected) {
    String state =
        stage.view().stream()
            .flatMap(view -> view.groups().stream())
            .flatMap(group -> group.services().stream())
            .filter(s -> s.name().equals(expected.resource()) && s.node().equals(expected.node()))
            .map(ClusterView.ServiceView::state)
            .findFirst()
            .orElse("not known");
    String words = expected.resource() + " is " + state + " on " + expected.node();
    return state.equals(Kebab.of(expected.state())) ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen attribute(Expectation.AttributeIs expected) {
    String value =
        stage.view().stream()
            .flatMap(view -> view.nodes().stream())
            .filter(node -> node.name().equals(expected.node()))
            .flatMap(
                node -> Optional.ofNullable(node.attributes().get(expected.attribute())).stream())
            .findFirst()
            .orElse(null);
    String words =
        expected.attribute()
            + " of "
            + expected.node()
            + (value == null ? " is not defined" : " is " + value);
    return expected.value().equals(value) ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen neverTwo(Expectation.NeverTwo expected) {
    Headcount count = stage.headcount(expected.resource());
    String words =
        expected.resource()
            + " ran on "
            + count.most()
            + " at once, in "
            + count.looks()
            + " looks";
    return count.most() <= 1 && count.looks() > 0 ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen nowhere(Expectation.Nowhere expected) {
    String name = expected.resource();
    if (addresses.contains(name)) {
      Place place = stage.place(name);
      String words = "the cloud has " + name + " " + ClusterView.words(place);
      return place instanceof Place.Nowhere ? Seen.met(words) : Seen.notMet(words);
    }
    Headcount count = stage.headcount(name);
    String words = name + " runs on " + count.now() + (count.now() == 1 ? " node" : " nodes");
    return count.now() == 0 && count.looks() > 0 ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen gone() {
    return stage.record().isEmpty()
        ? Seen.met("there is no cluster any more")
        : Seen.notMet("the cluster is still there");
  }

  private Seen address(Expectation.AddressAt expected) {
    Place place = stage.place(expected.address());
    String words = "the cloud has " + expected.address() + " " + ClusterView.words(place);
    return place.equals(new Place.AtNode(expected.node())) ? Seen.met(words) : Seen.notMet(words);
  }

  private Seen alert(Expectation.AlertSent expected) {
    List<Alert> news = news();
    for (Alert alert : news) {
      if (tells(alert, expected.about()) && tells(alert, expected.contains())) {
        return Seen.met("\"" + alert.subject() + "\"");
      }
    }
    return Seen.notMet(
        news.isEmpty()
            ? "no alert was sent since the last step that did something"
            : "only these were sent: "
                + String.join("; ", news.stream().map(Alert::subject).toList()));
  }

  /** What was mailed since the last deed, of what holds that text; each once, by its id. */
  List<Alert> mailed(String about) {
    Map<String, Alert> mails = new LinkedHashMap<>();
    news().stream()
        .filter(alert -> tells(alert, about))
        .forEach(alert -> mails.putIfAbsent(alert.id(), alert));
    return List.copyOf(mails.values());
  }

  private List<Alert> news() {
    List<Alert> all = stage.alerts();
    return all.subList(Math.min(alertsBefore, all.size()), all.size());
  }

  private static boolean tells(Alert alert, String words) {
    return alert.subject().contains(words) || alert.text().contains(words);
  }
}
