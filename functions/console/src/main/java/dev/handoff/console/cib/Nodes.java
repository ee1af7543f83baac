package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Candidate.Availability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes, their attributes, and whether they are there. */
final class Nodes {

  private final Cib cib;
  private final Map<String, Candidate> byName = new LinkedHashMap<>();
  private final Map<String, Element> states = new HashMap<>();

  Nodes(Cib cib) throws InvalidCib, UnsupportedCib {
    this.cib = cib;
    Element status = cib.status();
    if (status != null) {
      for (Element state : status.children("node_state")) {
        String name = state.get("uname");
        if (name != null && states.put(name, state) != null) {
          throw new UnsupportedCib("two states of node " + name);
        }
      }
    }
    for (Element node : cib.section("nodes").children("node")) {
      add(node);
    }
  }

  private void add(Element node) throws InvalidCib, UnsupportedCib {
    String name = node.get("uname");
    if (name == null) {
      throw new InvalidCib("<node id=\"%s\"> has no uname".formatted(node.id()));
    }
    String type = node.get("type", "member");
    if (!type.equalsIgnoreCase("member")) {
      throw new UnsupportedCib("node %s of type %s".formatted(name, type));
    }
    if (Values.score("score of node " + name, node.get("score")).value() != 0) {
      throw new UnsupportedCib("node %s with a score".formatted(name));
    }
    Element state = states.get(name);
    Map<String, String> attributes = attributes(node, name, state);
    Availability availability = availability(name, state, attributes);
    if (byName.put(name, new Candidate(name, availability, attributes)) != null) {
      throw new InvalidCib("two nodes are called " + name);
    }
  }

  private Map<String, String> attributes(Element node, String name, @Nullable Element state)
      throws InvalidCib, UnsupportedCib {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("#uname", name);
    attributes.put("#id", node.id());
    attributes.put("#kind", "cluster");
    attributes.put("#is_dc", String.valueOf(node.id().equals(cib.root().get("dc-uuid"))));
    String cluster = cib.options().get("cluster-name");
    if (cluster != null) {
      attributes.put("#cluster-name", cluster);
    }
    cib.attributes().collect(node, "instance_attributes", false, attributes);
    if (state != null) {
      Element lasting = state.child("transient_attributes");
      cib.attributes().collect(lasting, "instance_attributes", true, attributes);
    }
    String site = attributes.getOrDefault("site-name", cluster == null ? "" : cluster);
    if (!site.isEmpty()) {
      attributes.putIfAbsent("#site-name", site);
    }
    return attributes;
  }

  private Availability availability(
      String name, @Nullable Element state, Map<String, String> attributes) throws UnsupportedCib {
    boolean leaving = isSet(attributes.get("shutdown"));
    if (!(cib.options().fencing()
        ? isOnlineFenced(name, state, leaving, attributes)
        : isOnline(name, state, leaving))) {
      return Availability.OFFLINE;
    }
    // Maintenance keeps what is there; standby or a shutdown alone would move it away.
    if (Values.isTrue(attributes.get("maintenance"))) {
      return Availability.MAINTENANCE;
    }
    if (leaving) {
      return Availability.LEAVING;
    }
    return Values.isTrue(attributes.get("standby")) ? Availability.STANDBY : Availability.ONLINE;
  }

  private static boolean isSet(@Nullable String moment) {
    return moment != null && !moment.isEmpty() && !moment.equals("0");
  }

  private static boolean isOnline(String name, @Nullable Element state, boolean leaving)
      throws UnsupportedCib {
    if (state == null || !Values.isTrue(state.get("in_ccm"))) {
      return false;
    }
    if ("online".equalsIgnoreCase(state.get("crmd"))) {
      return "member".equalsIgnoreCase(state.get("join"));
    }
    if (!leaving && "member".equalsIgnoreCase(state.get("expected"))) {
      throw new UnsupportedCib("node %s is unclean".formatted(name));
    }
    return false;
  }

  /** With fencing, anything that is not clearly there or clearly gone would have to be fenced. */
  private static boolean isOnlineFenced(
      String name, @Nullable Element state, boolean leaving, Map<String, String> attributes)
      throws UnsupportedCib {
    if (state == null || state.get("in_ccm") == null || attributes.containsKey("terminate")) {
      throw new UnsupportedCib("node %s would have to be fenced".formatted(name));
    }
    boolean member = Values.isTrue(state.get("in_ccm"));
    boolean peer = "online".equalsIgnoreCase(state.get("crmd"));
    if (leaving) {
      return peer;
    }
    boolean expected = !state.get("expected", "down").toLowerCase(Locale.ROOT).equals("down");
    if (!expected && !member && !peer) {
      return false;
    }
    if (expected && member && peer && "member".equalsIgnoreCase(state.get("join"))) {
      return true;
    }
    throw new UnsupportedCib("node %s is pending or would have to be fenced".formatted(name));
  }

  List<Candidate> candidates() {
    return new ArrayList<>(byName.values());
  }

  @Nullable Candidate get(String name) {
    return byName.get(name);
  }

  @Nullable Element state(String name) {
    return states.get(name);
  }
}
