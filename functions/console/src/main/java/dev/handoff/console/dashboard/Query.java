package dev.handoff.console.dashboard;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark of an address. */
record Query(Map<String, String> values) {

  Query {
    values = Map.copyOf(values);
  }

  /** Reads it; of a name that is there twice, the last counts. */
  static Query of(URI uri) {
    Map<String, String> values = new HashMap<>();
    String raw = uri.getRawQuery();
    for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        values.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    // The parser of addresses has already refused what is no proper escape.
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }
}
