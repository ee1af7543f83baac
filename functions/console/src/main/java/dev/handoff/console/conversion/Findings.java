package dev.handoff.console.conversion;

import dev.handoff.console.conversion.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings. */
final class Findings {

  private final List<Finding> all = new ArrayList<>();

  void leftOut(int line, String what, String why) {
    all.add(new Finding(Kind.LEFT_OUT, line, what, why));
  }

  void changed(int line, String what, String why) {
    all.add(new Finding(Kind.CHANGED, line, what, why));
  }

  void notNeeded(int line, String what, String why) {
    all.add(new Finding(Kind.NOT_NEEDED, line, what, why));
  }

  void note(int line, String what, String why) {
    all.add(new Finding(Kind.NOTE, line, what, why));
  }

  /** All, what is lost first; of each kind in the order of the configuration. */
  List<Finding> sorted() {
    Comparator<Finding> order = Comparator.comparing(Finding::kind).thenComparingInt(Finding::line);
    return all.stream().sorted(order).distinct().toList();
  }
}
