package dev.handoff.console.cib;

import dev.handoff.controller.placement.Member.Settings;
import java.util.List;
import java.util.Map;

/**
 * A primitive of the configuration.
 *
 * @param maintenance whether it is taken out of management by {@code maintenance}, and not by
 *     {@code is-managed}
 * @param agent its class, provider and type, as the history names them too
 * @param parameters its instance attributes, resolved
 * @param operations its {@code op} elements, those of its template included
 */
record Resource(
    String id,
    Settings settings,
    boolean maintenance,
    List<String> agent,
    Map<String, String> parameters,
    List<Element> operations) {

  /** Whether a history is that of the same agent. */
  boolean hasAgentOf(Element entry) {
    return agent.equals(agentOf(entry));
  }

  static List<String> agentOf(Element element) {
    return List.of(element.get("class", ""), element.get("provider", ""), element.get("type", ""));
  }
}
