/** The lab's own cloud: the controller's ports over an embedded database, and what nodes reach. */
@NullMarked
package dev.handoff.console.lab.cloud;

import org.jspecify.annotations.NullMarked;
