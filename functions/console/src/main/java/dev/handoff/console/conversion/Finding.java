package dev.handoff.console.conversion;

/**
 * What became of a part of the configuration that the spec does not simply repeat.
 *
 * @param line of the configuration, counted from one; zero: none in particular
 * @param what the part, in the words of the configuration
 * @param why the reason, and what takes its place
 */
public record Finding(Kind kind, int line, String what, String why) {

  /** How much of it is left, the worst first. */
  public enum Kind {
    /** Nothing: whoever needs it must act. */
    LEFT_OUT("not carried over"),
    /** It is in the spec in another form or with another value. */
    CHANGED("carried over differently"),
    /** All; there is something to know. */
    NOTE("note"),
    /** Nothing, because it is so anyway. */
    NOT_NEEDED("not needed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** One line for people and editors. */
  public String shown(String file) {
    String place = line == 0 ? file : file + ":" + line;
    return "%s: %s: %s: %s".formatted(place, kind.words, what, why);
  }
}
