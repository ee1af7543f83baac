@NullMarked
package dev.handoff.console.conversion;

import org.jspecify.annotations.NullMarked;
