package dev.handoff.console.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files of the page. What is not named here is not given away. */
final class Assets {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", HTML,
          "page.css", "text/css; charset=utf-8",
          "icon.svg", "image/svg+xml",
          "page.js", SCRIPT,
          "feed.js", SCRIPT,
          "picture.js", SCRIPT,
          "pulse.js", SCRIPT,
          "timeline.js", SCRIPT,
          "panel.js", SCRIPT,
          "dom.js", SCRIPT);

  private Assets() {}

  /** A file; the empty path is the page itself. */
  static Reply get(String path) throws IOException {
    String name = path.isEmpty() ? "index.html" : path;
    String type = TYPES.get(name);
    if (type == null) {
      return Reply.text(404, "there is nothing here");
    }
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " was not packaged with the page");
      }
      return new Reply(200, type, text(in), Map.of());
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
