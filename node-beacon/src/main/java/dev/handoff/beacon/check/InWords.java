package dev.handoff.beacon.check;

import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** What is checked, in a few words, for example {@code http http://127.0.0.1/}. */
final class InWords {

  private static final int LONGEST = 60;

  private InWords() {}

  /** The service kind's own check is named after the kind. */
  static String of(Monitor.Check check, Kind kind) {
    return check instanceof Monitor.Check.Own ? word(kind) : sentence((Record) check);
  }

  static String of(Probe probe) {
    return sentence((Record) probe);
  }

  private static String word(Object record) {
    return record.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** From the record's own parts, so that checks that come later need nothing here. */
  private static String sentence(Record record) {
    StringJoiner words = new StringJoiner(" ");
    words.add(word(record));
    for (RecordComponent part : record.getClass().getRecordComponents()) {
      if (!part.getName().equals("name")) {
        value(record, part).ifPresent(words::add);
      }
    }
    String text = words.toString().replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static Optional<String> value(Record record, RecordComponent part) {
    Object value;
    try {
      value = part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of ours that cannot be read: " + record, e);
    }
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Integer number -> Optional.of(number.toString());
      case Duration _ -> Optional.empty();
      case Collection<?> none when none.isEmpty() -> Optional.empty();
      case Collection<?> many ->
          Optional.of(String.join(" ", many.stream().map(InWords::plain).toList()));
      default -> Optional.empty();
    };
  }

  private static String plain(Object value) {
    return value instanceof Probe.Endpoint end ? end.host() + ":" + end.port() : value.toString();
  }
}
