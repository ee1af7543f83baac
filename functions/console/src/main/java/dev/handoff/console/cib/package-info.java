/**
 * Reads Pacemaker's cluster information base (CIB) and places its resources, as far as they use
 * what the controller supports.
 */
@NullMarked
package dev.handoff.console.cib;

import org.jspecify.annotations.NullMarked;
