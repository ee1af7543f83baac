@NullMarked
package dev.handoff.events.rule;

import org.jspecify.annotations.NullMarked;
