@NullMarked
package dev.handoff.oci.attempt;

import org.jspecify.annotations.NullMarked;
