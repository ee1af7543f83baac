@NullMarked
package dev.handoff.console.drill;

import org.jspecify.annotations.NullMarked;
