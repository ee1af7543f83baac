package dev.handoff.controller.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "why is it there?", in the order in which people ask.
 *
 * @param owner where the group is; null: nowhere
 * @param belongs where placement would have the whole of it; null: nowhere
 * @param why it is there, or stopped; what is being done about it; and wishes that wait
 * @param elsewhere why it is not on each other node, a line each
 * @param movers what would move it, a line each
 * @param scores what each node is worth to it, and what that is made of
 */
public record Answer(
    String group,
    @Nullable String owner,
    @Nullable String belongs,
    List<String> why,
    List<String> elsewhere,
    List<String> movers,
    List<NodeLine> scores) {

  public Answer {
    why = List.copyOf(why);
    elsewhere = List.copyOf(elsewhere);
    movers = List.copyOf(movers);
    scores = List.copyOf(scores);
  }

  /**
   * What a node is worth.
   *
   * @param terms what the score is made of, in words
   * @param verdict what came of the node, in words
   */
  public record NodeLine(String node, String score, List<String> terms, String verdict) {
    public NodeLine {
      terms = List.copyOf(terms);
    }
  }
}
