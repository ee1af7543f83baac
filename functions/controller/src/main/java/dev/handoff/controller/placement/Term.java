package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.events.rule.RuleText;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One part of a score, by name. */
public sealed interface Term {

  /** What it adds; terms of one score are added by {@link Score#plus}. */
  Score score();

  /** The term in words for people, as in {@code stickiness 2 × 200}. */
  String words();

  /** A location wish that names the node: configured, a move, or a ban. */
  record Location(Wish.OnNode wish) implements Term {
    @Override
    public Score score() {
      return wish.score();
    }

    @Override
    public String words() {
      String until = wish.until() == null ? "" : " until " + wish.until();
      return switch (wish.origin()) {
        case CONFIGURED -> "location %s %s".formatted(wish.node(), signed(wish.score()));
        case PREFER -> "move %s%s %s".formatted(wish.id(), until, signed(wish.score()));
        case BAN -> "ban %s%s".formatted(wish.id(), until);
        case AWAY -> "moved away (%s)%s".formatted(wish.id(), until);
        case NOT_READY -> "a service that runs on every node is not seen running there";
        case START_FAILED -> "did not start there (%s)%s".formatted(wish.id(), until);
      };
    }
  }

  /** A location wish whose rule holds on the node. */
  record RuleHolds(Wish.ByRule wish) implements Term {
    @Override
    public Score score() {
      return wish.score();
    }

    @Override
    public String words() {
      return "%s %s".formatted(text(wish.rule()), signed(wish.score()));
    }

    /** A rule of a CIB may say what the text of rules has no words for. */
    private static String text(Rule rule) {
      try {
        return RuleText.write(rule);
      } catch (IllegalArgumentException e) {
        return rule.toString();
      }
    }
  }

  /**
   * What staying is worth.
   *
   * @param members how many active resources of the group say so
   * @param each what one of them adds
   */
  record Stickiness(int members, Score each) implements Term {
    @Override
    public Score score() {
      return each.isInfinity() ? each : Score.of((long) members * each.value());
    }

    @Override
    public String words() {
      return members == 1 ? "stickiness " + each : "stickiness %d × %s".formatted(members, each);
    }
  }

  /** It is not to leave the node. */
  record Stays(Member.Stay why) implements Term {
    @Override
    public Score score() {
      return Score.INFINITY;
    }

    @Override
    public String words() {
      return switch (why) {
        case HANDED_OVER -> "a handover to it is under way";
        case UNREADABLE -> "nothing can be learned of it at present";
        case PARKED -> "parked there";
        case FREE -> "free to go";
      };
    }
  }

  /**
   * The fail-count has reached the migration-threshold.
   *
   * @param forgiven when the failures expire; null: at cleanup only
   */
  record Failed(String member, Score count, Score threshold, @Nullable Instant forgiven)
      implements Term {

    static Failed of(Member member, Member.FailCount failCount) {
      Duration timeout = member.settings().meta().failureTimeout();
      Instant last = failCount.last();
      return new Failed(
          member.name(),
          Score.of(failCount.count()),
          member.settings().meta().migrationThreshold(),
          last == null || !timeout.isPositive() ? null : last.plus(timeout));
    }

    @Override
    public Score score() {
      return Score.MINUS_INFINITY;
    }

    @Override
    public String words() {
      String end = forgiven == null ? "" : ", forgiven after " + forgiven;
      return count.isInfinity()
          ? "%s failed for good%s".formatted(member, end)
          : "%s failed %s of %s%s".formatted(member, count, threshold, end);
    }
  }

  /** A failed operation of a kind that keeps the resource from a node, or from all. */
  record CannotRun(String member, String node, Reaction reaction) implements Term {
    @Override
    public Score score() {
      return Score.MINUS_INFINITY;
    }

    @Override
    public String words() {
      return switch (reaction) {
        case STOP -> "%s failed on %s and is to stay stopped".formatted(member, node);
        case STUCK -> "the stop of %s failed".formatted(member);
        case BAN -> "%s cannot run there".formatted(member);
        case RESTART, RECOVER, IGNORE, BLOCK, STANDBY -> "%s failed".formatted(member);
      };
    }
  }

  /** It is not managed and runs there, so it stays. */
  record NotManaged(String member) implements Term {
    @Override
    public Score score() {
      return Score.INFINITY;
    }

    @Override
    public String words() {
      return member + " is not managed and stays";
    }
  }

  /**
   * A colocation with something that has been placed before.
   *
   * @param primaryNode null: it is stopped
   */
  record Follows(String wish, String primary, @Nullable String primaryNode, Score score)
      implements Term {
    @Override
    public String words() {
      String where = primaryNode == null ? primary + " is stopped" : primary + " on " + primaryNode;
      return "%s %s".formatted(where, signed(score));
    }
  }

  /** What a resource that follows this one is worth there, by the factor of its colocation. */
  record Pulled(String dependent, Score score) implements Term {
    @Override
    public String words() {
      return "pulled by %s %s".formatted(dependent, signed(score));
    }
  }

  /** The operator wants it stopped. */
  record TargetRole(String member) implements Term {
    @Override
    public Score score() {
      return Score.MINUS_INFINITY;
    }

    @Override
    public String words() {
      return "target-role Stopped";
    }
  }

  /** The node cannot take anything. */
  record Unavailable(Availability availability) implements Term {
    @Override
    public Score score() {
      return Score.MINUS_INFINITY;
    }

    @Override
    public String words() {
      return switch (availability) {
        case ONLINE -> "online";
        case STANDBY -> "standby";
        case MAINTENANCE -> "in maintenance";
        case LEAVING -> "shutting down";
        case OFFLINE -> "offline";
      };
    }
  }

  /** No location names the node, in a cluster where one has to. */
  record NotNamed() implements Term {
    @Override
    public Score score() {
      return Score.MINUS_INFINITY;
    }

    @Override
    public String words() {
      return "no location names it, and the cluster is opt-in";
    }
  }

  private static String signed(Score score) {
    return score.value() >= 0 ? "+" + score : score.toString();
  }
}
