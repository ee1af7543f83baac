package dev.handoff.dispatch;

/** Where a cloud keeps metrics. Nothing may depend on a figure. */
@FunctionalInterface
public interface Metrics {

  /** Nobody wants figures. */
  Metrics NONE = _ -> {};

  /**
   * Takes the figures of a cluster, of which at least one is not zero; at once, and never throws.
   */
  void tell(Figures figures);
}
