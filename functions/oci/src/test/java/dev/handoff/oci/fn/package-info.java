@NullMarked
package dev.handoff.oci.fn;

import org.jspecify.annotations.NullMarked;
