@NullMarked
package dev.handoff.beacon.transport.aws;

import org.jspecify.annotations.NullMarked;
