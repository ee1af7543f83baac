/**
 * What an operator can ask: one grammar for the shell, a scenario's run step and the lab's prompt.
 */
@NullMarked
package dev.handoff.console.operator;

import org.jspecify.annotations.NullMarked;
