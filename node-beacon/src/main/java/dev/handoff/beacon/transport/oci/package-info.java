/**
 * Beats by Oracle Cloud: a stream for each node, orders and plan in Object Storage, and a function
 * that is called when there is news.
 */
@NullMarked
package dev.handoff.beacon.transport.oci;

import org.jspecify.annotations.NullMarked;
