@NullMarked
package dev.handoff.console.scenario;

import org.jspecify.annotations.NullMarked;
