@NullMarked
package dev.handoff.events.yaml;

import org.jspecify.annotations.NullMarked;
