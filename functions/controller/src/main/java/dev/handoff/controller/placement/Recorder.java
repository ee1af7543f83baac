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
    /** Detail: the member. */
    STICKINESS,
    /** Detail: the {@link Member.FailCount}. */
    FAILURES,
    /** Detail: the {@link Member.Failure}. */
    FAILURE,
    /** Detail: the member. */
    UNMANAGED,
    /** Detail: the {@link Link} by which the member follows. */
    FOLLOWS,
    /** Detail: the {@link Link} by which another member or group pulls. */
    PULLED,
    /** Detail: the member. */
    TARGET_ROLE
  }

  void add(int member, int node, int score, Source source, Object detail);

  /** A point to which {@link #forget} can return. */
  int mark();

  /** Takes back all that was added since. */
  void forget(int mark);
}
