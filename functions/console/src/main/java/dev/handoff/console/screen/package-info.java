/** The lab as a person plays with it: a prompt, a panel that is always up to date, and a story. */
@NullMarked
package dev.handoff.console.screen;

import org.jspecify.annotations.NullMarked;
