/**
 * An installation on AWS as the command line reaches it: commands by the operator's function,
 * reading by the tables themselves, so that looking needs no right to command.
 */
@NullMarked
package dev.handoff.console.deployment;

import org.jspecify.annotations.NullMarked;
