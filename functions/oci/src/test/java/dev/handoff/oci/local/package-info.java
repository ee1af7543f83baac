/**
 * Oracle Cloud on this machine, for tests: what the published API reference says of the services
 * that Handoff uses, behind the HTTP signature, with faults on demand. Loopback only.
 */
@NullMarked
package dev.handoff.oci.local;

import org.jspecify.annotations.NullMarked;
