/** The command line handoff. */
@NullMarked
package dev.handoff.console;

import org.jspecify.annotations.NullMarked;
