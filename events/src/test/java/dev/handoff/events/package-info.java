@NullMarked
package dev.handoff.events;

import org.jspecify.annotations.NullMarked;
