@NullMarked
package dev.handoff.console.command;

import org.jspecify.annotations.NullMarked;
