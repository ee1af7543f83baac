@NullMarked
package dev.handoff.console.remote;

import org.jspecify.annotations.NullMarked;
