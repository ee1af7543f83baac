@NullMarked
package dev.handoff.oci.notifications;

import org.jspecify.annotations.NullMarked;
