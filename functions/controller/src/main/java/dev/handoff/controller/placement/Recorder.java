package dev.handoff.controller.placement;

/**
 * Hears every change of a score. Placement itself listens to nobody; an explanation runs the same
 * placement once more and listens.
 */
interface Recorder {

  Recorder NONE =
      new Recorder() {
        @Override
        public void add(int member, int node, int score, Source source, Object detail) {}

        @Override
        public void pulled(int member, int node, int score, int from, float factor) {}

        @Override
        public void decided(int member, int[] load) {}

        @Override
        public int mark() {
          return 0;
        }

        @Override
        public void forget(int mark) {}
      };

  /** What a change comes from; each names the detail that goes with it. */
  enum Source {
    /** Detail: the {@link Wish.OnNode}. */
    LOCATION,
    /** Detail: the {@link Wish.ByRule}. */
    RULE,
    /** Detail: the {@link Member}. */
    STICKINESS,
    /** Detail: the {@link Member.FailCount}. */
    FAILURES,
    /** Detail: the {@link Member.Failure}. */
    FAILURE,
    /** Detail: the {@link Member}. */
    UNMANAGED,
    /** Detail: the {@link Link} by which the member follows. */
    FOLLOWS,
    /** Detail: the name of the member that pulls. */
    PULLED,
    /** Detail: the {@link Member}. */
    TARGET_ROLE
  }

  void add(int member, int node, int score, Source source, Object detail);

  /** A member's score grows by what another, that follows it, is worth there. */
  void pulled(int member, int node, int score, int from, float factor);

  /** All scores of a member are known; this many resources the nodes have got so far. */
  void decided(int member, int[] load);

  /** A point to which {@link #forget} can return. */
  int mark();

  /** Takes back all that was added since. */
  void forget(int mark);
}
