package dev.handoff.simulation.chaos;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.promise.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a promise came to be broken, in lines that a person can read. */
public final class Story {

  /** So many lines before the violation are told in full. */
  private static final int CLOSE = 80;

  private static final int LONGEST_LINE = 600;

  private Story() {}

  /** Shrinks the scene of a violation and tells what happens in it. */
  public static List<String> of(Chaos chaos, Result result, Violation violation) {
    Scene smallest = Shrinker.shrink(chaos, result.scene(), violation);
    Result again = chaos.play(smallest, true);
    Violation found =
        again.violations().stream()
            .filter(v -> v.promise().equals(violation.promise()))
            .findFirst()
            .orElse(violation);
    List<String> lines = new ArrayList<>();
    lines.add("BROKEN      " + violation.promise());
    lines.add("seed        " + smallest.seed());
    lines.add("replay      " + replay(smallest.seed(), smallest.provider()));
    lines.add("in full     %s: %s".formatted(time(violation.at()), cut(violation.words())));
    lines.add(
        "shrunk to   %d of %d faults: %s"
            .formatted(
                smallest.faults().size(), result.scene().faults().size(), cut(found.words())));
    smallest.specs().stream()
        .filter(spec -> spec.cluster().equals(found.cluster()))
        .forEach(spec -> lines.addAll(described(spec)));
    lines.addAll(timeline(again.lines(), found));
    return lines;
  }

  /** The command that plays a seed again and tells this story again. */
  public static String replay(long seed, Provider provider) {
    String cloud =
        provider == Provider.AWS ? "" : " --cloud " + provider.name().toLowerCase(Locale.ROOT);
    return "handoff chaos --seed " + seed + " --seeds 1" + cloud;
  }

  private static List<String> described(ClusterSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: beat %s, timeout %s, isolation %s after %s, fence %s, nodes %s"
            .formatted(
                spec.cluster(),
                spec.beat().interval(),
                spec.beat().timeout(),
                spec.isolation().action(),
                spec.isolation().after(),
                spec.fence(),
                spec.nodes().stream().map(NodeSpec::name).collect(Collectors.joining(" "))));
    for (GroupSpec group : spec.groups()) {
      lines.add(
          "%s: %s, threshold %s, stickiness %s"
              .formatted(
                  group.name(),
                  group.resources().stream().map(Resource::name).collect(Collectors.joining(" ")),
                  group.meta().migrationThreshold(),
                  group.meta().resourceStickiness()));
    }
    return lines;
  }

  private static List<String> timeline(List<History.Line> all, Violation violation) {
    List<History.Line> lines = all.stream().filter(line -> line.at() <= violation.at()).toList();
    int close = Math.max(0, lines.size() - CLOSE);
    List<String> told = new ArrayList<>();
    int leftOut = 0;
    for (int i = 0; i < lines.size(); i++) {
      History.Line line = lines.get(i);
      boolean ours = line.cluster().equals(violation.cluster());
      if (i >= close ? ours || isHeadline(line) : isHeadline(line)) {
        if (leftOut > 0) {
          told.add("              (%,d lines left out)".formatted(leftOut));
        }
        leftOut = 0;
        told.add("%12s  %s".formatted(time(line.at()), cut(line.words())));
      } else {
        leftOut++;
      }
    }
    return told;
  }

  private static boolean isHeadline(History.Line line) {
    return line.words().startsWith("FAULT")
        || line.words().startsWith("HEALED")
        || line.words().startsWith("person")
        || line.words().startsWith("BROKEN");
  }

  private static String cut(String words) {
    return words.length() > LONGEST_LINE ? words.substring(0, LONGEST_LINE) + " …" : words;
  }

  /** Hours, minutes, seconds and milliseconds of the world. */
  static String time(long nanos) {
    Duration t = Duration.ofNanos(nanos);
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%03d",
        t.toHours(),
        t.toMinutesPart(),
        t.toSecondsPart(),
        t.toMillisPart());
  }
}
