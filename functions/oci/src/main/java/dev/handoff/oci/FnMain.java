package dev.handoff.oci;

import com.fnproject.fn.runtime.EntryPoint;
import dev.handoff.oci.fn.UnixSocketCodec;
import java.util.Map;

/** Starts the function in its container. */
public final class FnMain {

  private static final String FUNCTION = HandoffFunction.class.getName() + "::handle";

  private FnMain() {}

  /**
   * Serves calls for as long as the platform keeps the container.
   *
   * @throws IllegalArgumentException if the platform does not say where, or speaks another format
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    String format = environment.getOrDefault("FN_FORMAT", "");
    if (!format.equals("http-stream")) {
      throw new IllegalArgumentException(
          "FN_FORMAT is '" + format + "'; this function speaks http-stream");
    }
    UnixSocketCodec codec = new UnixSocketCodec(environment.getOrDefault("FN_LISTENER", ""));
    System.exit(new EntryPoint().run(environment, codec, System.err, FUNCTION));
  }
}
