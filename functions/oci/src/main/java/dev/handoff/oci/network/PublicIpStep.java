package dev.handoff.oci.network;

import com.oracle.bmc.core.model.PublicIp;
import com.oracle.bmc.core.model.PublicIp.AssignedEntityType;
import com.oracle.bmc.core.model.PublicIp.LifecycleState;
import com.oracle.bmc.core.model.PublicIp.Lifetime;
import org.jspecify.annotations.Nullable;

/**
 * What a reserved public IP needs next so that it ends where it is wanted.
 *
 * <pre>
 *   AVAILABLE, UNASSIGNED ── Assign ──► ASSIGNING ──► ASSIGNED     (There)
 *        ▲                                  │            │
 *        ├──────── may fail silently ───────┘            │
 *        └──────────── UNASSIGNING ◄─────── Assign ──────┘         (to another, or to nothing)
 * </pre>
 */
sealed interface PublicIpStep {

  /** It is where it is wanted. */
  record There() implements PublicIpStep {}

  /**
   * It is on its way, here or elsewhere, and takes no call before it has arrived.
   *
   * @param here it is on its way to where it is wanted
   */
  record Wait(boolean here, String detail) implements PublicIpStep {}

  /** It can be told where to go. */
  record Assign() implements PublicIpStep {}

  /** It can never go there. */
  record Never(String detail) implements PublicIpStep {}

  /**
   * The next step.
   *
   * @param target OCID of the private IP that it is wanted at; null: at none
   */
  static PublicIpStep toward(@Nullable String target, PublicIp ip) {
    if (ip.getLifetime() == Lifetime.Ephemeral) {
      return new Never(
          ip.getId() + " is an ephemeral public IP, which cannot move; use a reserved one");
    }
    if (ip.getAssignedEntityType() == AssignedEntityType.NatGateway) {
      return new Never(ip.getId() + " is the NAT gateway's: " + ip.getAssignedEntityId());
    }
    LifecycleState state = ip.getLifecycleState();
    String at = ip.getAssignedEntityId();
    return switch (state) {
      case Assigned -> at != null && at.equals(target) ? new There() : new Assign();
      case Available, Unassigned -> target == null ? new There() : new Assign();
      case Assigning -> new Wait(at != null && at.equals(target), words(ip));
      case Unassigning -> new Wait(target == null, words(ip));
      case Provisioning, UnknownEnumValue -> new Wait(false, words(ip));
      case Terminating, Terminated -> new Never(words(ip) + ": somebody has deleted it");
    };
  }

  /** What OCI shows of it. */
  static String words(PublicIp ip) {
    String at = ip.getAssignedEntityId();
    return ip.getId()
        + " is "
        + (ip.getLifecycleState() == LifecycleState.UnknownEnumValue
            ? "in a state that this version does not know"
            : ip.getLifecycleState().getValue())
        + (at == null ? "" : " (" + at + ")");
  }
}
