package dev.handoff.console.conversion;

import dev.handoff.console.cib.InvalidCib;
import dev.handoff.console.cib.Values;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Score;
import dev.handoff.events.yaml.Durations;
import java.time.Duration;

/** Values of settings, read as Pacemaker reads them. */
final class Amounts {

  private Amounts() {}

  static Score score(String what, Setting setting) throws Malformed {
    try {
      return Values.score(what, setting.value());
    } catch (InvalidCib e) {
      throw malformed(setting, e);
    }
  }

  static boolean truth(String what, Setting setting) throws Malformed {
    try {
      return Values.bool(what, setting.value(), false);
    } catch (InvalidCib e) {
      throw malformed(setting, e);
    }
  }

  static Duration interval(String what, Setting setting) throws Malformed {
    try {
      Duration interval = Values.interval(what, setting.value());
      if (interval.isNegative() || interval.toDays() > 36_500) {
        throw new Malformed(setting.line(), 0, what + ": longer than anybody waits");
      }
      return interval;
    } catch (InvalidCib e) {
      throw malformed(setting, e);
    }
  }

  private static Malformed malformed(Setting setting, InvalidCib e) {
    return new Malformed(setting.line(), 0, Words.shortened(String.valueOf(e.getMessage())));
  }

  /** The interval as the spec writes it, within what the spec allows. */
  static String within(Range range, String what, Setting setting, Findings findings)
      throws Malformed {
    Duration asked = interval(what, setting);
    Duration given =
        asked.compareTo(range.least()) < 0
            ? range.least()
            : asked.compareTo(range.most()) > 0 ? range.most() : asked;
    if (!given.equals(asked)) {
      findings.changed(
          setting.line(),
          what + "=" + Words.shortened(setting.value()),
          "a spec allows from %s to %s: %s"
              .formatted(
                  Durations.shown(range.least()),
                  Durations.shown(range.most()),
                  Durations.shown(given)));
    }
    return Durations.shown(Duration.ofMillis(given.toMillis()));
  }

  /** The shortest and the longest time that a spec allows. */
  record Range(Duration least, Duration most) {
    static final Range OF_ACTION = new Range(Duration.ofMillis(100), Duration.ofHours(1));
    static final Range OF_MONITOR = new Range(Duration.ofMillis(100), Duration.ofHours(24));
    static final Range OF_DAMPENING = new Range(Duration.ZERO, Duration.ofHours(1));
    static final Range OF_FORGIVING = new Range(Duration.ZERO, Duration.ofDays(365));
  }
}
