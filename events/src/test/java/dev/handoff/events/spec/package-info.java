@NullMarked
package dev.handoff.events.spec;

import org.jspecify.annotations.NullMarked;
