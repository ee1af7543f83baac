@NullMarked
package dev.handoff.console.operator;

import org.jspecify.annotations.NullMarked;
