package dev.handoff.controller.placement;

/** What becomes of a resource in the end, and why it is not simply the best node. */
public sealed interface Outcome {

  /** The outcome in words for people. */
  String words();

  /** It runs on the best node. */
  record Runs() implements Outcome {
    @Override
    public String words() {
      return "runs on the best node";
    }
  }

  /** No node is eligible. */
  record NoEligibleNode() implements Outcome {
    @Override
    public String words() {
      return "no eligible node";
    }
  }

  /** The operator wants it stopped. */
  record WantedStopped() implements Outcome {
    @Override
    public String words() {
      return "is to be stopped";
    }
  }

  /** It is not managed: it stays as it is. */
  record NotManaged() implements Outcome {
    @Override
    public String words() {
      return "is not managed and stays as it is";
    }
  }

  /** A failure keeps it from being touched, until cleanup. */
  record Blocked() implements Outcome {
    @Override
    public String words() {
      return "is blocked by a failure until cleanup";
    }
  }

  /** The cluster has no quorum. */
  record NoQuorum() implements Outcome {
    @Override
    public String words() {
      return "the cluster has no quorum";
    }
  }

  /** What it has to start after, or run with, does not run. */
  record Waits(String first) implements Outcome {
    @Override
    public String words() {
      return "needs %s, which does not run".formatted(first);
    }
  }

  /** Something has to stop or start before, and cannot; or orders go in a circle. */
  record Stalled() implements Outcome {
    @Override
    public String words() {
      return "waits for a step that cannot be taken";
    }
  }
}
