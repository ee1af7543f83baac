package dev.handoff.events.rule;

/** The place at which a text ceases to be a rule. Never leaves this package. */
final class RuleMistake extends Exception {

  private final int index;
  private final String wrong;
  private final String allowed;

  RuleMistake(int index, String wrong, String allowed) {
    super(wrong + " at " + index);
    this.index = index;
    this.wrong = wrong;
    this.allowed = allowed;
  }

  int index() {
    return index;
  }

  String wrong() {
    return wrong;
  }

  String allowed() {
    return allowed;
  }
}
