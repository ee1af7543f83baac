package dev.handoff.console.dashboard;

import dev.handoff.console.dashboard.Timeline.Lane;
import dev.handoff.console.dashboard.Timeline.Mark;
import dev.handoff.console.dashboard.Timeline.Span;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Kebab;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane that is being drawn up. */
final class LaneDraft {

  private final String kind;
  private final String name;
  private final List<Span> spans = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /** What a hold has interrupted. */
  private @Nullable Span interrupted;

  LaneDraft(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** From that moment on it is so; what was before is over. */
  void becomes(Instant at, String what, @Nullable String node, String text, @Nullable Long epoch) {
    interrupted = what.equals("held") && !spans.isEmpty() ? spans.getLast() : null;
    spans.add(new Span(close(at), null, what, node, text, epoch));
  }

  /** What was interrupted goes on. */
  void goesOn(Instant at) {
    Span former = interrupted;
    interrupted = null;
    Instant end = close(at);
    if (former != null && former.to() == null) {
      spans.add(new Span(end, null, former.what(), former.node(), former.text(), former.epoch()));
    }
  }

  /**
   * Ends what goes on at that moment, or at its beginning if that is later: two clocks may have
   * told of it, and time does not run backwards in a picture.
   *
   * @return when whatever comes next begins
   */
  private Instant close(Instant at) {
    if (spans.isEmpty()) {
      return at;
    }
    Span last = spans.getLast();
    Instant begun = last.to() == null ? last.from() : last.to();
    Instant end = at.isBefore(begun) ? begun : at;
    if (last.to() == null) {
      spans.removeLast();
      spans.add(new Span(last.from(), end, last.what(), last.node(), last.text(), last.epoch()));
    }
    return end;
  }

  /** If nothing is known of the time before, then it was so. */
  void before(Instant at, String what, @Nullable String node, String text) {
    if (spans.isEmpty()) {
      spans.add(new Span(Instant.MIN, at, what, node, text, null));
    }
  }

  /** If the journal tells nothing of it at all, then it has been so all along. */
  void wasAllAlong(Instant from, String what, @Nullable String node, String text) {
    if (spans.isEmpty()) {
      spans.add(new Span(from, null, what, node, text, null));
    }
  }

  void mark(JournalEntry entry, String text) {
    marks.add(new Mark(entry.at(), Kebab.of(entry.happening().getClass()), entry.number(), text));
  }

  /** The lane, without what was over before that moment. */
  Lane since(Instant from) {
    return new Lane(
        kind,
        name,
        spans.stream()
            .filter(span -> span.to() == null || span.to().isAfter(from))
            .map(span -> span.from().isBefore(from) ? beginning(span, from) : span)
            .toList(),
        marks.stream().filter(mark -> !mark.at().isBefore(from)).toList());
  }

  private static Span beginning(Span span, Instant from) {
    return new Span(from, span.to(), span.what(), span.node(), span.text(), span.epoch());
  }
}
