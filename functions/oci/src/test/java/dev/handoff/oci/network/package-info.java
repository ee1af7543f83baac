@NullMarked
package dev.handoff.oci.network;

import org.jspecify.annotations.NullMarked;
