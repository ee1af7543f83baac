/** Measures the function's container; not part of any test run. */
@NullMarked
package dev.handoff.oci.bench;

import org.jspecify.annotations.NullMarked;
