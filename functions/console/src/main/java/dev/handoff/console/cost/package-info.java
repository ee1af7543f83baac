/** What an installation costs: list prices times what it uses. Pure. */
@NullMarked
package dev.handoff.console.cost;

import org.jspecify.annotations.NullMarked;
