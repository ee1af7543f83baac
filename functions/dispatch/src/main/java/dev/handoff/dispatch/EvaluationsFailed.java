package dev.handoff.dispatch;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Some clusters could not be evaluated; all others were. Ends the invocation with an error, so that
 * the function's alarm and its dead-letter queue see it.
 */
public final class EvaluationsFailed extends RuntimeException {

  EvaluationsFailed(Map<String, String> failures, int clusters) {
    super(
        "%d of %d clusters could not be evaluated: %s"
            .formatted(
                failures.size(),
                clusters,
                failures.entrySet().stream()
                    .map(failure -> failure.getKey() + ": " + failure.getValue())
                    .collect(Collectors.joining("; "))));
  }
}
