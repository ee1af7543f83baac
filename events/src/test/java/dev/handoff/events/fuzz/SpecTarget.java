package dev.handoff.events.fuzz;

import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecProblem;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.util.List;

/** A cluster spec: valid, and then it travels unchanged; or a bounded list of plain lines. */
public final class SpecTarget implements Fuzz.Target {

  private static final int MOST_CHARACTERS = 100_000;

  @Override
  public void read(String yaml) throws Exception {
    switch (SpecReader.read("f", yaml)) {
      case SpecResult.Valid valid -> {
        ClusterSpec spec = valid.spec();
        require(Json.read(Json.write(spec), ClusterSpec.class).equals(spec), "it travels");
        requirePlain(valid.warnings());
      }
      case SpecResult.Invalid invalid -> {
        require(!invalid.problems().isEmpty(), "a problem is named");
        requirePlain(invalid.problems().stream().map(SpecProblem::toString).toList());
      }
    }
  }

  private static void requirePlain(List<String> lines) {
    int characters = lines.stream().mapToInt(String::length).sum();
    require(characters < MOST_CHARACTERS, characters + " characters of messages");
    lines.forEach(line -> require(Nasty.isPlainLine(line), "a plain line: " + line));
  }

  /** Fails unless something that was promised is so. */
  static void require(boolean holds, String promise) {
    if (!holds) {
      throw new AssertionError("not so: " + promise);
    }
  }
}
