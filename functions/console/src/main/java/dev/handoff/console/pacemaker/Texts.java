package dev.handoff.console.pacemaker;

/** Parts of a text as a message may show them. */
final class Texts {

  private static final int LONGEST = 40;

  private Texts() {}

  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
