/**
 * The Fn project's contract for containers: HTTP by a Unix socket. The Java FDK's own codec for it
 * needs a native library that its jar does not bring, so the JDK's sockets do it here.
 */
@NullMarked
package dev.handoff.oci.fn;

import org.jspecify.annotations.NullMarked;
