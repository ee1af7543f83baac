package dev.handoff.beacon.transport.oci;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked again and again. To sign is what costs most of a call (some ten
 * milliseconds of a core, because the beacon's code is not optimized), and nothing of such a
 * question changes but its date, which a service takes for five minutes: so one signature serves
 * for {@link #LASTS}.
 */
final class RepeatedGet {

  static final Duration LASTS = Duration.ofMinutes(1);

  private final OciRequest request;
  private volatile @Nullable Signed last;

  /** Signed headers, and when and by whom they were signed. */
  record Signed(SigningKey key, Instant at, Map<String, List<String>> headers) {}

  RepeatedGet(URI url) {
    this.request = OciRequest.get(url);
  }

  OciRequest request() {
    return request;
  }

  /** What it was signed with last; null: nothing that may be used again. */
  @Nullable Signed last() {
    return last;
  }

  /** Its signed headers, which may be those of last time. */
  Signed signed(SigningKey key, Instant now) {
    Signed known = last;
    if (known != null
        && known.key.equals(key)
        && Duration.between(known.at, now).abs().compareTo(LASTS) < 0) {
      return known;
    }
    Signed fresh = new Signed(key, now, RequestSignature.headers(request, key, now));
    last = fresh;
    return fresh;
  }

  /** Signs anew next time. */
  void forget() {
    last = null;
  }
}
