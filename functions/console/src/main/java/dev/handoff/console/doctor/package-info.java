/**
 * Looks an installation over: what would keep it from failing over when it has to, and how to mend
 * it. What was read is judged by pure functions; nothing is changed.
 */
@NullMarked
package dev.handoff.console.doctor;

import org.jspecify.annotations.NullMarked;
