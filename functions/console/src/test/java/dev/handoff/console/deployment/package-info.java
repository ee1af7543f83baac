@NullMarked
package dev.handoff.console.deployment;

import org.jspecify.annotations.NullMarked;
