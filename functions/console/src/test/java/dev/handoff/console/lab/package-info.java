@NullMarked
package dev.handoff.console.lab;

import org.jspecify.annotations.NullMarked;
