package dev.handoff.beacon.config;

import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the transports' mappings have in common. */
record TransportFields(Fields fields, Problems problems) {

  static final URI METADATA = URI.create("http://169.254.169.254");

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

  /** A URL that has to be there. */
  URI url(String key) {
    return url(key, fields.text(key, Forms.ANY));
  }

  /** A URL, or what holds where none is given. */
  URI url(String key, URI otherwise) {
    String given = fields.optionalText(key, Forms.ANY);
    return given == null ? otherwise : url(key, given);
  }

  private URI url(String key, String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Told below, with what would be right.
    }
    if (problems.none()) {
      String wrong = "'" + key + "' of the transport is no URL";
      problems.add(fields.placeOf(key), wrong, "http://host:port or https://host");
    }
    return METADATA;
  }

  /** The interfaces of {@code paths}, which need TLS: it is there that sockets are bound. */
  List<String> paths(URI... stores) {
    List<String> paths =
        fields.optional("paths") == null
            ? List.of()
            : fields.texts("paths", Forms.NIC, "[ens6, ens5]");
    if (!paths.isEmpty()) {
      for (URI store : stores) {
        if (!"https".equals(store.getScheme())) {
          problems.add(
              fields.placeOf("paths"),
              "'paths' to a store without TLS",
              "endpoints that begin with https, or no paths");
          break;
        }
      }
    }
    return paths;
  }

  /** One of two kinds of credentials; the first where none is named; null after a problem. */
  @Nullable String credentials(String instance, String fixed) {
    return fields.optional("credentials") == null
        ? instance
        : fields.oneOf("credentials", List.of(instance, fixed));
  }

  /** Reports fixed credentials for a store that is not on this machine. */
  void wantLoopback(String what, URI... stores) {
    for (URI store : stores) {
      if (!LOOPBACK.matcher(store.getHost()).matches()) {
        problems.add(
            fields.placeOf("credentials"),
            what + " for a store that is not on this machine",
            "'credentials: instance': keys that never expire are for a lab on loopback");
        return;
      }
    }
  }
}
