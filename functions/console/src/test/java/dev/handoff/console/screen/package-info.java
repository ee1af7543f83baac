@NullMarked
package dev.handoff.console.screen;

import org.jspecify.annotations.NullMarked;
