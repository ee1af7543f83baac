/** A real browser, driven by its own debugging protocol. */
@NullMarked
package dev.handoff.console.browser;

import org.jspecify.annotations.NullMarked;
