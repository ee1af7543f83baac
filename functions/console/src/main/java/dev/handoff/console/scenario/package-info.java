/** Scenarios: a story of faults and expectations, read from YAML. */
@NullMarked
package dev.handoff.console.scenario;

import org.jspecify.annotations.NullMarked;
