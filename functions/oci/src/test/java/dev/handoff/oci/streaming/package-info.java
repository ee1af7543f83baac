/** Tests of the adapters to Streaming, against the local server and with the SDK's own clients. */
@NullMarked
package dev.handoff.oci.streaming;

import org.jspecify.annotations.NullMarked;
