/**
 * Tests of the adapters to Object Storage, against the local server and with the SDK's own clients.
 */
@NullMarked
package dev.handoff.oci.objectstorage;

import org.jspecify.annotations.NullMarked;
