package dev.handoff.console.cib;

import dev.handoff.controller.placement.Member.Settings;
import java.util.List;

/**
 * A primitive of the configuration.
 *
 * @param operations its {@code op} elements, those of its template included
 */
record Resource(String id, Settings settings, List<Element> operations) {}
