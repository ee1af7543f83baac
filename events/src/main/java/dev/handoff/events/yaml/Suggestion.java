package dev.handoff.events.yaml;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** "Did you mean …?", by optimal string alignment distance. */
public final class Suggestion {

  /** Longer words are not typing errors of ours, and would make the comparison slow. */
  private static final int LONGEST = 64;

  /** More names than anyone would read. */
  private static final int MOST = 24;

  private Suggestion() {}

  /**
   * What is allowed in place of a word: the likeliest candidate, if one is near, then all of them.
   */
  public static String instead(String word, Collection<String> candidates) {
    String some = candidates.stream().limit(MOST).collect(Collectors.joining(", "));
    String all = "allowed: " + some + (candidates.size() > MOST ? ", …" : "");
    return nearest(word, candidates)
        .map(best -> "did you mean '" + best + "'? (" + all + ")")
        .orElse(all);
  }

  /** The candidate that takes the fewest slips to type, if those are few for its length. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      if (candidate.length() <= LONGEST) {
        int slips = distance(folded(word), folded(candidate));
        if (slips < fewest) {
          fewest = slips;
          best = candidate;
        }
      }
    }
    int tolerated = Math.max(1, Math.min(3, word.length() / 3));
    return fewest <= tolerated ? Optional.ofNullable(best) : onlyOneWith(word, candidates);
  }

  /** {@code stickiness} is part of {@code resource-stickiness} and of nothing else. */
  private static Optional<String> onlyOneWith(String part, Collection<String> candidates) {
    List<String> having =
        candidates.stream().filter(c -> List.of(c.split("-", -1)).contains(part)).toList();
    return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
  }

  /** {@code stopTimeout} and {@code stop_timeout} are {@code stop-timeout} spelt otherwise. */
  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /**
   * Optimal string alignment: insertions, deletions, substitutions, and swaps of two neighbours
   * each count one, no part edited twice.
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
