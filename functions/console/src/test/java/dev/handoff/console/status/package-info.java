@NullMarked
package dev.handoff.console.status;

import org.jspecify.annotations.NullMarked;
