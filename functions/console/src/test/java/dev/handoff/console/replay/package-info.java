@NullMarked
package dev.handoff.console.replay;

import org.jspecify.annotations.NullMarked;
