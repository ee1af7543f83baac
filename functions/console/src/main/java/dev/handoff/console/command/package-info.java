/** The commands of the shell. */
@NullMarked
package dev.handoff.console.command;

import org.jspecify.annotations.NullMarked;
