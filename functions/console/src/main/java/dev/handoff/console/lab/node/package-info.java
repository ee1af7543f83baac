/** The lab's machines: real beacon processes that run real services, all on loopback. */
@NullMarked
package dev.handoff.console.lab.node;

import org.jspecify.annotations.NullMarked;
