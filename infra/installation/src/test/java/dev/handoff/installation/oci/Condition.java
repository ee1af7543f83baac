package dev.handoff.installation.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What follows {@code where} in a policy statement. */
sealed interface Condition {

  /** Whether it holds; what a request does not tell makes a comparison false, as Oracle has it. */
  boolean holds(Map<String, String> request);

  /** The same with one part of it left out, in each way in which that can be done. */
  List<Condition> weakened();

  /** Nothing is asked. */
  record Always() implements Condition {
    @Override
    public boolean holds(Map<String, String> request) {
      return true;
    }

    @Override
    public List<Condition> weakened() {
      return List.of();
    }
  }

  /** {@code variable = 'value'}. */
  record Equals(String variable, String value) implements Condition {
    @Override
    public boolean holds(Map<String, String> request) {
      return value.equals(request.get(variable));
    }

    @Override
    public List<Condition> weakened() {
      return List.of(new Always());
    }
  }

  /** {@code any {…, …}}. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Map<String, String> request) {
      return parts.stream().anyMatch(part -> part.holds(request));
    }

    @Override
    public List<Condition> weakened() {
      return List.of(new Always());
    }
  }

  /** {@code all {…, …}}. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public boolean holds(Map<String, String> request) {
      return parts.stream().allMatch(part -> part.holds(request));
    }

    @Override
    public List<Condition> weakened() {
      List<Condition> all = new ArrayList<>();
      for (Condition each : parts) {
        all.add(new All(parts.stream().filter(Predicate.not(each::equals)).toList()));
      }
      return all;
    }
  }
}
