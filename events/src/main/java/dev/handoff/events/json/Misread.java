package dev.handoff.events.json;

import com.google.gson.JsonParseException;

/** Something in a JSON text that is not what it should be, and where. */
final class Misread extends JsonParseException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String what;

  /**
   * Notes what is wrong.
   *
   * @param path a JSONPath, beginning with {@code $}
   */
  Misread(String path, String what) {
    super(what + " at " + path);
    this.path = path;
    this.what = what;
  }

  Misread(String path, String what, Throwable cause) {
    super(what + " at " + path, cause);
    this.path = path;
    this.what = what;
  }

  /** The same, for a reader that has the whole of which this one saw a part. */
  static Misread within(String outer, RuntimeException inner) {
    return inner instanceof Misread misread
        ? new Misread(outer + misread.path.substring(1), misread.what, inner)
        : new Misread(outer, reason(inner), inner);
  }

  /** The innermost message: Gson wraps what a record's constructor says into its own words. */
  static String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (!(innermost instanceof Misread) && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }
}
