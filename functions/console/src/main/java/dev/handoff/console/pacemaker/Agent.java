package dev.handoff.console.pacemaker;

import java.util.Set;

/**
 * What a primitive is run by.
 *
 * @param standard {@code ocf}, {@code systemd}, {@code lsb}, {@code service}, {@code stonith} …
 * @param provider of an OCF agent; empty with the others
 */
public record Agent(String standard, String provider, String type) {

  /** Agents that come with Pacemaker itself, and with nobody else. */
  private static final Set<String> OF_PACEMAKER =
      Set.of(
          "ping",
          "pingd",
          "ClusterMon",
          "controld",
          "remote",
          "attribute",
          "ifspeed",
          "o2cb",
          "SysInfo",
          "HealthCPU",
          "HealthSMART",
          "HealthIOWait");

  /**
   * Reads {@code ocf:heartbeat:apache}, {@code systemd:httpd}, or a bare {@code apache}, for which
   * crm looks among the agents of heartbeat, then of Pacemaker.
   */
  public static Agent named(String name) {
    String[] parts = name.replace("::", ":").split(":", 3);
    return switch (parts.length) {
      case 1 -> new Agent("ocf", OF_PACEMAKER.contains(name) ? "pacemaker" : "heartbeat", name);
      case 2 ->
          parts[0].equals("ocf")
              ? new Agent("ocf", "heartbeat", parts[1])
              : new Agent(parts[0], "", parts[1]);
      default -> new Agent(parts[0], parts[1], parts[2]);
    };
  }

  /** As Pacemaker's tools write it. */
  @Override
  public String toString() {
    return provider.isEmpty() ? standard + ":" + type : standard + ":" + provider + ":" + type;
  }
}
