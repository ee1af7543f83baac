/** The systems of our users, played as their operators would. */
@NullMarked
package dev.handoff.console.example;

import org.jspecify.annotations.NullMarked;
