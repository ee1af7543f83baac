package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Configuration;

/**
 * What the parts of one conversion share.
 *
 * @param from the configuration that is converted
 */
record Conversion(Configuration from, Cloud cloud, Names names, Findings findings) {

  Conversion(Configuration from, Cloud cloud, Findings findings) {
    this(from, cloud, new Names(findings), findings);
  }

  /** Reports the defaults of operations that no operation takes over. */
  void leaveOperationDefaults() {
    Claims claims = new Claims("op_defaults", from.defaults().operations());
    claims.take("timeout");
    claims.take("on-fail");
    claims.leaveRest(findings, name -> "operations have a timeout and on-fail");
  }

  /** Among groups of the same priority the one that is defined first is placed first. */
  void tellOrder() {
    if (!from.source().equals(Configuration.CIB)) {
      findings.note(
          0,
          "the order of the groups",
          from.source() + " sorts them; bring them into the order in which to place them");
    }
  }
}
