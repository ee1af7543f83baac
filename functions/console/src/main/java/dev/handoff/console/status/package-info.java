/** What is where, for people and for scripts. */
@NullMarked
package dev.handoff.console.status;

import org.jspecify.annotations.NullMarked;
