package dev.handoff.controller.placement;

import java.util.ArrayList;
import java.util.List;

/** Writes down what each score is made of. */
final class Ledger implements Recorder {

  /**
   * One line.
   *
   * @param member whose it is; a follower's lines are copied to whom it pulls
   * @param score what was added, even where the clipping of sums has swallowed it
   */
  record Line(int member, Source source, Object detail, int score) {}

  private final List<String> members;
  private final int nodeCount;
  private final List<List<Line>> cells = new ArrayList<>();
  private final List<Integer> journal = new ArrayList<>();
  private final int[][] loads;

  Ledger(PlacementProblem problem) {
    members =
        problem.units().stream()
            .flatMap(unit -> unit.members().stream())
            .map(Member::name)
            .toList();
    nodeCount = problem.nodes().size();
    for (int i = 0; i < members.size() * nodeCount; i++) {
      cells.add(new ArrayList<>(4));
    }
    loads = new int[members.size()][nodeCount];
  }

  @Override
  public void add(int member, int node, int score, Source source, Object detail) {
    write(member, node, new Line(member, source, detail, score));
  }

  /**
   * A follower that counts in full adds its own lines; of any other only the part that counts. So
   * does one whose lines do not make up its score, which circles of colocations can bring about.
   */
  @Override
  public void pulled(int member, int node, int score, int from, float factor) {
    List<Line> own = lines(from, node);
    if (factor == 1 && !own.isEmpty() && sum(own) == score) {
      for (Line line : List.copyOf(own)) {
        write(member, node, line);
      }
    } else {
      write(member, node, new Line(from, Source.PULLED, members.get(from), score));
    }
  }

  private static int sum(List<Line> lines) {
    int sum = 0;
    for (Line line : lines) {
      sum = Sum.of(sum, line.score());
    }
    return sum;
  }

  @Override
  public void decided(int member, int[] load) {
    loads[member] = load.clone();
  }

  private void write(int member, int node, Line line) {
    int cell = member * nodeCount + node;
    cells.get(cell).add(line);
    journal.add(cell);
  }

  @Override
  public int mark() {
    return journal.size();
  }

  @Override
  public void forget(int mark) {
    while (journal.size() > mark) {
      cells.get(journal.removeLast()).removeLast();
    }
  }

  List<Line> lines(int member, int node) {
    return cells.get(member * nodeCount + node);
  }

  /** How many resources a node had got when the member was placed. */
  int load(int member, int node) {
    return loads[member][node];
  }
}
