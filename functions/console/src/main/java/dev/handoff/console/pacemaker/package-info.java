/**
 * A Pacemaker configuration as its tools show it: what {@code crm configure show} and {@code pcs
 * config} print, and what they and a CIB have in common.
 */
@NullMarked
package dev.handoff.console.pacemaker;

import org.jspecify.annotations.NullMarked;
