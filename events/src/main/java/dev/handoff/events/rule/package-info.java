/** The text of location rules: reading and writing {@link dev.handoff.events.spec.Rule}. */
@NullMarked
package dev.handoff.events.rule;

import org.jspecify.annotations.NullMarked;
