package dev.handoff.console.dashboard;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request comes from the page itself. A page on the internet can make a browser
 * send requests to this machine, and can give this machine's address a name of its own (DNS
 * rebinding): then Host or Origin is that name.
 */
final class Guard {

  /** No resolver is asked for these, so nobody can make them lead elsewhere. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");

  private static final Set<String> OWN = Set.of("same-origin", "none");

  private Guard() {}

  /**
   * What of a request the decision is made of.
   *
   * @param origin null: the header is missing, as it is when an address is typed
   * @param site the header Sec-Fetch-Site; null: missing, as in programs that are no browser
   * @param mode the header Sec-Fetch-Mode; null: missing
   */
  record Asked(
      String method,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String mode) {}

  /** Why the request is refused; empty: it is not. */
  static Optional<String> objection(Asked asked) {
    if (!asked.method().equals("GET") && !asked.method().equals("HEAD")) {
      return Optional.of("this page can only be read");
    }
    String host = asked.host();
    if (host == null || !LOOPBACK.matcher(host).matches()) {
      return Optional.of("this page is at 127.0.0.1 or localhost, not at the host that was named");
    }
    if (asked.origin() != null && !asked.origin().equals("http://" + host)) {
      return Optional.of("another page may not read this one");
    }
    // A link to the page may be followed, whoever shows it; it cannot be put into a frame.
    boolean followed = "navigate".equals(asked.mode());
    if (asked.site() != null && !OWN.contains(asked.site()) && !followed) {
      return Optional.of("another site may not read this page");
    }
    return Optional.empty();
  }
}
