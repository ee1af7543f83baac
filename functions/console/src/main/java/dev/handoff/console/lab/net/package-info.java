/**
 * The loopback network of the lab: an address is a TCP forwarder, a client is a loop of requests.
 */
@NullMarked
package dev.handoff.console.lab.net;

import org.jspecify.annotations.NullMarked;
