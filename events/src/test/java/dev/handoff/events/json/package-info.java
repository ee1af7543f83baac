@NullMarked
package dev.handoff.events.json;

import org.jspecify.annotations.NullMarked;
