package dev.handoff.console.conversion;

import dev.handoff.console.conversion.SpecText.FillIn;
import java.util.List;

/** What came of an import. */
public sealed interface ImportResult {

  /**
   * There is a spec.
   *
   * @param spec its text
   * @param remarks a line each: what has to be filled in, and what became of everything that the
   *     spec does not simply repeat
   * @param problems what the reader of specs still finds wrong with it; empty: it is valid
   */
  record Imported(String spec, List<String> remarks, List<String> problems)
      implements ImportResult {
    public Imported {
      remarks = List.copyOf(remarks);
      problems = List.copyOf(problems);
    }
  }

  /**
   * There is none.
   *
   * @param why one line: {@code file:line:column: what is wrong}
   */
  record Refused(String why) implements ImportResult {}

  /** The lines that people read beside the spec. */
  static List<String> remarks(
      String file, String specName, List<FillIn> fillIns, List<Finding> findings) {
    List<String> remarks = new java.util.ArrayList<>();
    fillIns.forEach(f -> remarks.add("%s:%d: fill in: %s".formatted(specName, f.line(), f.what())));
    findings.forEach(finding -> remarks.add(finding.shown(file)));
    return remarks;
  }
}
