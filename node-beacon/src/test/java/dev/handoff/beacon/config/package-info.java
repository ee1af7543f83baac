@NullMarked
package dev.handoff.beacon.config;

import org.jspecify.annotations.NullMarked;
