package dev.handoff.console.scenario;

import static java.util.stream.Collectors.toSet;

import dev.handoff.console.scenario.Scenario.Placed;
import dev.handoff.console.scenario.Stage.DeedFailed;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.StatusText;
import dev.handoff.controller.port.Time;
import dev.handoff.events.spec.Address;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays a scenario's steps one after the other, up to the first that does not come true. */
public final class ScenarioPlayer {

  private final Stage stage;
  private final Narrator narrator;
  private final Time time;
  private final Set<String> gapsTold = new HashSet<>();
  private boolean broken;
  private int alertsBefore;

  public ScenarioPlayer(Stage stage, Narrator narrator, Time time) {
    this.stage = stage;
    this.narrator = narrator;
    this.time = time;
  }

  /** Plays it; true if every expectation was met. */
  public boolean play(Scenario scenario) {
    long begin = time.nanos();
    boolean ok = true;
    scenario.steps().forEach(this::countIfAsked);
    for (Placed placed : scenario.steps()) {
      if (ok) {
        ok = play(scenario, placed);
      }
    }
    tellGaps(scenario);
    narrator.closes(scenario, ok, since(begin));
    return ok;
  }

  private boolean play(Scenario scenario, Placed placed) {
    if (placed.step() instanceof Step.Deed deed && deed.breaks()) {
      tellGaps(scenario);
    }
    narrator.begins(placed);
    long begin = time.nanos();
    Seen seen =
        switch (placed.step()) {
          case Step.Deed deed -> perform(scenario, deed);
          case Step.Wait wait -> {
            time.pause(wait.duration());
            yield Seen.met("");
          }
          case Step.Show show -> show(scenario, placed, show);
          case Step.Expect expect -> {
            if (expect.expectation() instanceof Expectation.GapUnder gap) {
              yield gap(scenario, gap);
            }
            yield expectant(scenario).await(expect.expectation());
          }
        };
    narrator.ends(placed, seen.isMet(), seen.words(), since(begin));
    return seen.isMet();
  }

  /** What is expected of the whole play has to be watched from its beginning. */
  private void countIfAsked(Placed placed) {
    if (placed.step() instanceof Step.Expect(Expectation.NeverTwo(String resource))) {
      stage.count(resource);
    }
    if (placed.step() instanceof Step.Expect(Expectation.Nowhere(String resource, Duration _))) {
      stage.count(resource);
    }
  }

  private Seen show(Scenario scenario, Placed placed, Step.Show show) {
    Calm calm = new Calm(stage, time, scenario.spec().beat().interval());
    Optional<ClusterView> view = calm.await();
    List<String> lines =
        switch (show) {
          case Step.Status _ ->
              view.map(StatusText::lines)
                  .orElse(
                      List.of("there is no cluster " + scenario.spec().cluster() + " any more"));
          case Step.Explain explain -> stage.explain(explain.group());
          case Step.Mail mail -> mailed(scenario, mail);
        };
    narrator.shows(placed, lines);
    return calm.isMet() ? Seen.met("") : Seen.notMet("it does not come to rest");
  }

  private List<String> mailed(Scenario scenario, Step.Mail mail) {
    return expectant(scenario).mailed(mail.about()).stream()
        .flatMap(alert -> alert.text().lines())
        .toList();
  }

  private Seen perform(Scenario scenario, Step.Deed deed) {
    alertsBefore = stage.alerts().size();
    if (deed.breaks()) {
      broken = true;
      gapsTold.clear();
      scenario
          .spec()
          .addresses()
          .forEach(a -> stage.gaps(a.name()).ifPresent(g -> g.mark(time.nanos())));
    }
    try {
      stage.perform(deed);
      return Seen.met("");
    } catch (DeedFailed e) {
      return Seen.notMet(String.valueOf(e.getMessage()));
    }
  }

  private Expectant expectant(Scenario scenario) {
    Set<String> addresses = scenario.spec().addresses().map(Address::name).collect(toSet());
    return new Expectant(stage, time, alertsBefore, addresses);
  }

  private Seen gap(Scenario scenario, Expectation.GapUnder expected) {
    Seen seen = expectant(scenario).awaitGap(expected);
    gapsTold.add(expected.address());
    tellGap(expected.address());
    return seen;
  }

  /** A gap that no expectation has asked for is told all the same, before the next one begins. */
  private void tellGaps(Scenario scenario) {
    if (!broken) {
      return;
    }
    for (Address address : scenario.spec().addresses().toList()) {
      if (gapsTold.add(address.name())) {
        tellGap(address.name());
      }
    }
  }

  private void tellGap(String address) {
    stage.gaps(address).ifPresent(gaps -> narrator.gap(address, gaps.largest(time.nanos())));
  }

  private Duration since(long begin) {
    return Duration.ofNanos(time.nanos() - begin);
  }
}
