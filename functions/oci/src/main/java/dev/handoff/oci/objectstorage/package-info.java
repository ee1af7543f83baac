/** The controller's state in one bucket: records, journal, losses, and what nodes are told. */
@NullMarked
package dev.handoff.oci.objectstorage;

import org.jspecify.annotations.NullMarked;
