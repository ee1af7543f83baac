package dev.handoff.oci.network;

import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Outcome;
import java.util.function.Predicate;

/**
 * Leads IP objects to VNICs and away from them. Each change names what was read by its ETag; where
 * somebody else was faster, it is read again and thought over again.
 */
final class IpMoves {

  private final IpObjects objects;

  IpMoves(IpObjects objects) {
    this.objects = objects;
  }

  /** Assigns an IP to a VNIC; no call if it is there. A public IP on it travels along. */
  Outcome<IpObject> bring(String id, String vnic, Effort effort) {
    for (int attempt = 1; ; attempt++) {
      Outcome<IpObject> assigned =
          get(id, effort)
              .then(ip -> {
                if (vnic.equals(ip.vnic())) {
                  return new Outcome.Done<>(ip);
                }
                return ip.primary()
                    ? primary(ip)
                    : effort.update("Update" + objects.kind(), () -> objects.assign(ip, vnic));
              });
      if (isDecided(assigned, effort, attempt)) {
        return assigned;
      }
    }
  }

  /**
   * Takes an IP from its VNIC; no call if it has none. An ephemeral one would cease to exist
   * without a VNIC, so it is made a reserved one first.
   *
   * @param ours the VNICs that it may be taken from; elsewhere it is left as it is
   */
  Outcome<IpObject> takeOff(String id, Predicate<String> ours, Effort effort) {
    for (int attempt = 1; ; attempt++) {
      Outcome<IpObject> off =
          get(id, effort)
              .then(ip -> {
                if (ip.vnic() == null || !ours.test(ip.vnic())) {
                  return new Outcome.Done<>(ip);
                }
                return ip.primary() ? primary(ip) : detach(ip, effort);
              });
      if (isDecided(off, effort, attempt)) {
        return off;
      }
    }
  }

  private Outcome<IpObject> detach(IpObject ip, Effort effort) {
    Outcome<IpObject> lasting =
        ip.reserved()
            ? new Outcome.Done<>(ip)
            : effort.update("Update" + objects.kind(), () -> objects.reserve(ip));
    return lasting.then(
        reserved -> effort.update(objects.kind() + "VnicDetach", () -> objects.detach(reserved)));
  }

  private Outcome<IpObject> get(String id, Effort effort) {
    return effort.read("Get" + objects.kind(), () -> objects.get(id));
  }

  private static Outcome<IpObject> primary(IpObject ip) {
    return new Outcome.Refused<>(
        0,
        "Primary",
        "%s (%s) is the primary IP of %s, which cannot leave it; use a secondary one"
            .formatted(ip.address(), ip.id(), ip.vnic()));
  }

  private static boolean isDecided(Outcome<IpObject> outcome, Effort effort, int attempt) {
    return !(outcome instanceof Outcome.Stale) || !effort.pauseAfter(attempt);
  }
}
