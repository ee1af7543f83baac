package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Recorder.Source;
import dev.handoff.events.spec.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a resource is worth on each node for its own part: failures in the history, locations,
 * stickiness, fail-counts, in this order. The order matters only where finite sums are clipped.
 */
final class LocalScores {

  private final Board board;

  private LocalScores(Board board) {
    this.board = board;
  }

  static void fill(Board board) {
    LocalScores scores = new LocalScores(board);
    for (int member = 0; member < board.memberCount; member++) {
      scores.history(member);
    }
    scores.locations();
    for (int member = 0; member < board.memberCount; member++) {
      scores.stickiness(member);
      scores.failCounts(member);
    }
  }

  private void history(int member) {
    for (Failure failure : board.members[member].observed().failures()) {
      int node = board.nodes.indexOf(failure.node());
      if (!board.isOnline(node)) {
        continue;
      }
      switch (failure.reaction()) {
        case STOP -> board.addEverywhere(member, -Sum.INFINITY, Source.FAILURE, failure);
        case BAN, STUCK -> board.add(member, node, -Sum.INFINITY, Source.FAILURE, failure);
        case RESTART, RECOVER, IGNORE, BLOCK, STANDBY -> {}
      }
    }
    if (!board.managed[member] && board.current[member] >= 0) {
      board.add(
          member, board.current[member], Sum.INFINITY, Source.UNMANAGED, board.members[member]);
    }
  }

  private void locations() {
    List<Wish> wishes = board.problem.wishes();
    for (int i = wishes.size() - 1; i >= 0; i--) {
      switch (wishes.get(i)) {
        case Wish.OnNode wish -> onNode(wish);
        case Wish.ByRule wish -> byRule(wish);
        case Wish.Colocation wish -> {}
        case Wish.Order wish -> {}
      }
    }
  }

  private void onNode(Wish.OnNode wish) {
    int end = board.ends.indexOf(wish.subject());
    int node = board.nodes.indexOf(wish.node());
    if (end >= 0 && node >= 0 && !wish.isOver(board.problem.now())) {
      locate(end, node, wish.score().value(), Source.LOCATION, wish);
    }
  }

  private void byRule(Wish.ByRule wish) {
    int end = board.ends.indexOf(wish.subject());
    if (end < 0) {
      return;
    }
    for (int node = 0; node < board.nodeCount; node++) {
      Candidate candidate = board.problem.nodes().get(node);
      if (RuleTest.holds(wish.rule(), candidate, board.problem.now())) {
        locate(end, node, wish.score().value(), Source.RULE, wish);
      }
    }
  }

  /** A group's location counts once, through its first member; the others only get to know it. */
  private void locate(int end, int node, int score, Source source, Wish wish) {
    int first = board.firstMember(end);
    board.add(first, node, score, source, wish);
    for (int member = first + 1; member <= board.lastMember(end); member++) {
      if (board.score(member, node) == Sum.ABSENT) {
        board.scores[member * board.nodeCount + node] = 0;
      }
    }
  }

  private void stickiness(int member) {
    int stickiness = board.members[member].settings().meta().resourceStickiness().value();
    int node = board.current[member];
    if (board.managed[member]
        && stickiness >= 1
        && board.activeOn[member] == 1
        && board.score(member, node) != Sum.ABSENT) {
      board.add(member, node, stickiness, Source.STICKINESS, board.members[member]);
    }
  }

  private void failCounts(int member) {
    Member m = board.members[member];
    if (m.observed().failCounts().isEmpty() || ignoresFailures(m)) {
      return;
    }
    for (FailCount failCount : m.observed().failCounts()) {
      int node = board.nodes.indexOf(failCount.node());
      if (node >= 0 && bans(m, failCount, board.problem.now())) {
        board.add(member, node, -Sum.INFINITY, Source.FAILURES, failCount);
      }
    }
  }

  private boolean ignoresFailures(Member member) {
    for (Failure failure : member.observed().failures()) {
      if (failure.reaction() == Reaction.IGNORE
          && board.isOnline(board.nodes.indexOf(failure.node()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the fail-count has reached the threshold and has not expired. */
  static boolean bans(Member member, FailCount failCount, Instant now) {
    int threshold = member.settings().meta().migrationThreshold().value();
    return threshold > 0
        && failCount.count() >= threshold
        && failCount.count() > 0
        && !hasExpired(member, failCount, now);
  }

  /** A blocked operation's failures never expire; at equality a failure still counts. */
  static boolean hasExpired(Member member, FailCount failCount, Instant now) {
    Meta meta = member.settings().meta();
    Duration timeout = meta.failureTimeout();
    if (failCount.last() == null || !timeout.isPositive()) {
      return false;
    }
    for (Failure failure : member.observed().failures()) {
      if (failure.reaction() == Reaction.BLOCK) {
        return false;
      }
    }
    return now.isAfter(failCount.last().plus(timeout));
  }
}
