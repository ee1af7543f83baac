package dev.handoff.controller.placement;

import dev.handoff.events.spec.Score;

/** What became of one node as a candidate, and why. */
public sealed interface Verdict {

  /** The verdict in words for people. */
  String words();

  /** It was chosen for its score. */
  record HighestScore() implements Verdict {
    @Override
    public String words() {
      return "chosen: highest score";
    }
  }

  /** It was chosen although others are worth as much: it runs there already. */
  record StaysPut() implements Verdict {
    @Override
    public String words() {
      return "chosen: as good as any, and it runs there";
    }
  }

  /** It was chosen among equals because it had got fewer resources so far. */
  record LeastLoaded() implements Verdict {
    @Override
    public String words() {
      return "chosen: as good as any, and has the fewest resources";
    }
  }

  /** It was chosen among equals by its name. */
  record FirstByName() implements Verdict {
    @Override
    public String words() {
      return "chosen: as good as any, and first by name";
    }
  }

  /** Nothing else could take the resource. */
  record OnlyOneLeft() implements Verdict {
    @Override
    public String words() {
      return "chosen: no other node is eligible";
    }
  }

  /** It is not eligible; the term is the reason, or the strongest of them. */
  record NotEligible(Term reason) implements Verdict {
    @Override
    public String words() {
      return reason.words();
    }
  }

  /**
   * Another node is worth more.
   *
   * @param by by how much; what a wish for this node would have to exceed
   */
  record LowerScore(String winner, Score by) implements Verdict {
    @Override
    public String words() {
      return "%s is worth %s more".formatted(winner, by);
    }
  }

  /** As good as the winner, where the resource runs. */
  record NotWhereItRuns(String winner) implements Verdict {
    @Override
    public String words() {
      return "as good, but it runs on " + winner;
    }
  }

  /** As good as the winner, but it has got more resources. */
  record MoreLoaded(String winner, int resources, int winners) implements Verdict {
    @Override
    public String words() {
      return "as good, but has %d resources and %s %d".formatted(resources, winner, winners);
    }
  }

  /** As good as the winner in everything but the name. */
  record LaterByName(String winner) implements Verdict {
    @Override
    public String words() {
      return "as good, but %s comes first by name".formatted(winner);
    }
  }

  /** Nothing was chosen: the resource stays as it is. */
  record NotAsked() implements Verdict {
    @Override
    public String words() {
      return "not considered: the resource is not managed";
    }
  }
}
