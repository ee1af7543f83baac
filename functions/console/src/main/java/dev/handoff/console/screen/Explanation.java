package dev.handoff.console.screen;

import dev.handoff.console.lab.Lab;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.GroupSpec;
import java.util.ArrayList;
import java.util.List;

/** Explains the lab to somebody who has never heard of a cluster. At most 80 columns. */
final class Explanation {

  private Explanation() {}

  /** What a person reads first. */
  static List<String> welcome(Lab lab) {
    FaultLine names = new FaultLine(lab.spec(), group -> java.util.Optional.empty());
    String group = lab.spec().groups().stream().map(GroupSpec::name).findFirst().orElse("GROUP");
    String service = names.services().stream().findFirst().orElse("SERVICE");
    String node = names.nodes().getFirst();
    String other = names.nodes().getLast();
    List<String> lines = new ArrayList<>();
    lines.add("A cluster of " + names.nodes().size() + " machines, each a real process here.");
    lines.add("One of them serves; if it fails, the address moves to another one.");
    for (Address address : lab.spec().addresses().toList()) {
      String url = lab.urls().get(address.name());
      if (url != null) {
        lines.add("  " + address.name() + ": try  curl " + url + "  in another terminal");
      }
    }
    lines.add("");
    lines.add("Break something, and watch what happens:");
    lines.add("  %-26s %s".formatted("kill " + service, "the service crashes"));
    lines.add("  %-26s %s".formatted("kill " + node, "a whole machine dies"));
    lines.add("  %-26s %s".formatted("start " + node, "and boots again"));
    lines.add("  %-26s %s".formatted("freeze " + node, "a machine hangs ('thaw' ends that)"));
    lines.add("  %-26s %s".formatted("move " + group + " " + other, "you ask for a change"));
    lines.add("  %-26s %s".formatted("cleanup " + group, "failures are forgiven"));
    lines.add("  help, status, history, quit");
    lines.add("");
    return lines;
  }

  /** Every command, with the names that can be used now. */
  static List<String> help(FaultLine names) {
    return List.of(
        "Break and mend (services: %s; nodes: %s)"
            .formatted(String.join(", ", names.services()), String.join(", ", names.nodes())),
        "  kill SERVICE [NODE]     its process dies (SIGKILL)",
        "  kill NODE               beacon and services of that machine die at once",
        "  shutdown NODE           it stops its services, says goodbye and powers off",
        "  start NODE              boots it again",
        "  hang SERVICE [NODE]     its process stops answering; 'resume' undoes it",
        "  fail SERVICE [NODE]     it answers 503, until 'mend'",
        "  freeze NODE             nothing on that machine runs any more, until 'thaw'",
        "  cut NODE [store|peers|gateway]",
        "                          it cannot reach the controller, until 'join'",
        "Operate (as the command line 'handoff' does)",
        "  move GROUP [NODE] [--lifetime 30m]   ask for another node",
        "  ban GROUP [NODE]                     forbid a node",
        "  clear GROUP                          take back moves and bans",
        "  cleanup GROUP [NODE]                 forgive failures",
        "  standby NODE, online NODE            empty a machine, take it back",
        "  maintenance on|off                   watch, and change nothing",
        "  apply FILE, destroy --yes            another spec, none at all",
        "  explain web, history                 why it is there; what happened",
        "Look",
        "  status, history, help, quit",
        "Words",
        "  group      what runs together on one machine: an address and its services",
        "  fail-count how often a service failed on a machine; at the threshold",
        "             the group leaves that machine until 'cleanup'",
        "  silent     a machine that has given no sign of life for too long");
  }
}
