/** The controller on Oracle Cloud: settings, clients, and what wires the adapters together. */
@NullMarked
package dev.handoff.oci;

import org.jspecify.annotations.NullMarked;
