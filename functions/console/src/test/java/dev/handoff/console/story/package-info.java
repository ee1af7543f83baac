@NullMarked
package dev.handoff.console.story;

import org.jspecify.annotations.NullMarked;
