package dev.handoff.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a beacon publishes. Its size is bounded, because a node may write what it likes: a beat with
 * more than {@value #MOST} of anything, or with a longer boot id, name or value of an attribute
 * than {@value #LONGEST} characters, is none.
 *
 * @param boot id of the machine's boot; a new one voids all orders
 * @param sequence grows with every beat of a boot; that it moves is the only sign of life
 * @param uptime monotonic time since the boot, taken when the beat was made
 * @param sent the node's wall clock: evidence that can cost one more read, never a decision
 * @param urgent sent at once because something changed
 * @param leaving the node shuts down on purpose and has stopped what it ran
 * @param planVersion version of the plan that the node holds; empty before the first
 * @param groups what the node makes of each group's order
 * @param resources state of each service of the plan
 * @param attributes node attributes published by probes, and {@value #VERSION}
 * @param missed peers whose beats have stopped, as this node sees it
 */
public record Beat(
    String cluster,
    String node,
    String boot,
    long sequence,
    Duration uptime,
    Instant sent,
    boolean urgent,
    boolean leaving,
    String planVersion,
    List<GroupReport> groups,
    List<ResourceReport> resources,
    Map<String, String> attributes,
    List<MissedBeat> missed) {

  /**
   * How many groups, resources, attributes and missed beats each a beat may have: more than the
   * largest spec can ask for.
   */
  public static final int MOST = 2_000;

  /**
   * The attribute by which a beacon tells its own version, as Pacemaker's nodes tell {@code
   * #feature-set}. No probe has such a name.
   */
  public static final String VERSION = "#version";

  /** How many characters a boot id and the name and value of an attribute may have. */
  public static final int LONGEST = 256;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if something is too large
   */
  public Beat {
    bounded("groups", groups.size(), MOST);
    bounded("resources", resources.size(), MOST);
    bounded("attributes", attributes.size(), MOST);
    bounded("missed beats", missed.size(), MOST);
    bounded("characters of a boot id", boot.length(), LONGEST);
    attributes.forEach((name, value) -> {
      bounded("characters of an attribute's name", name.length(), LONGEST);
      bounded("characters of an attribute's value", value.length(), LONGEST);
    });
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    attributes = SortedCopy.of(attributes);
    missed = List.copyOf(missed);
  }

  private static void bounded(String what, int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException(size + " " + what + ", at most " + most);
    }
  }

  /** The same beat, which tells the version of the beacon that sends it. */
  public Beat sentBy(String version) {
    Map<String, String> more = new TreeMap<>(attributes);
    more.put(VERSION, version);
    return new Beat(
        cluster,
        node,
        boot,
        sequence,
        uptime,
        sent,
        urgent,
        leaving,
        planVersion,
        groups,
        resources,
        more,
        missed);
  }

  /** What probes have published. */
  public Map<String, String> measured() {
    Map<String, String> measured = new TreeMap<>(attributes);
    measured.remove(VERSION);
    return measured;
  }

  public Optional<GroupReport> group(String name) {
    return groups.stream().filter(report -> report.group().equals(name)).findFirst();
  }

  public Optional<ResourceReport> resource(String name) {
    return resources.stream().filter(report -> report.resource().equals(name)).findFirst();
  }
}
