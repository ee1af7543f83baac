package dev.handoff.controller.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Moments in order, each with the time since the first. */
final class Timeline {

  private record Moment(Instant at, String what) {}

  private final List<Moment> moments = new ArrayList<>();

  void add(Instant at, String what) {
    moments.add(new Moment(at, what));
  }

  List<String> lines() {
    List<String> clocks = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Moment moment : moments) {
      clocks.add(Phrases.clock(moment.at()));
      words.add(moment.what());
    }
    List<String> since = new ArrayList<>();
    for (Moment moment : moments) {
      Duration passed = Duration.between(moments.getFirst().at(), moment.at());
      since.add(since.isEmpty() ? "" : "+ " + Phrases.span(passed));
    }
    return Phrases.columns(Phrases.columns(clocks, words), since);
  }
}
