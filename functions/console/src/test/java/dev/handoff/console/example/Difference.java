package dev.handoff.console.example;

import java.util.ArrayList;
import java.util.List;

/** Tells two texts apart, line by line. */
final class Difference {

  /** Lines around each change that tell where it is. */
  private static final int CONTEXT = 4;

  private Difference() {}

  /** What has to be taken from the first (-) and added (+) to have the second. */
  static List<String> of(List<String> first, List<String> second) {
    return aroundChanges(merged(first, second));
  }

  private static List<String> merged(List<String> first, List<String> second) {
    int[][] common = common(first, second);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
        lines.add("  " + first.get(i));
        i++;
        j++;
      } else if (i < first.size() && (j == second.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + first.get(i++));
      } else {
        lines.add("+ " + second.get(j++));
      }
    }
    return lines;
  }

  /** How many lines the rests of both texts have in common, from each pair of places on. */
  private static int[][] common(List<String> first, List<String> second) {
    int[][] common = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size() - 1; i >= 0; i--) {
      for (int j = second.size() - 1; j >= 0; j--) {
        common[i][j] =
            first.get(i).equals(second.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static List<String> aroundChanges(List<String> merged) {
    List<String> lines = new ArrayList<>();
    int told = 0;
    for (int i = 0; i < merged.size(); i++) {
      int from = Math.max(0, i - CONTEXT);
      int to = Math.min(merged.size(), i + CONTEXT + 1);
      if (merged.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "))) {
        if (told < i) {
          lines.add("  ... line " + (i + 1));
        }
        lines.add(merged.get(i));
        told = i + 1;
      }
    }
    return lines;
  }
}
