@NullMarked
package dev.handoff.console.dashboard;

import org.jspecify.annotations.NullMarked;
