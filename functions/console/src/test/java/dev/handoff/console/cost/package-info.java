@NullMarked
package dev.handoff.console.cost;

import org.jspecify.annotations.NullMarked;
